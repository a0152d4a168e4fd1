using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The forms by name and version. Their files are the baseline; each changed file becomes the next version.</summary>
public sealed class FormCatalog(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Stages a version for every file of the folder whose content is new. The caller commits. Answers what is wrong with the files it left out, by name of the form.</summary>
    public async Task<IReadOnlyList<(string Name, IReadOnlyList<FieldError> Errors)>> ImportAsync(string folder, CancellationToken cancellationToken)
    {
        List<(string, IReadOnlyList<FieldError>)> leftOut = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var (name, json) = (Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file, cancellationToken));
            if (FaultsOf(name, json) is { Count: > 0 } faults) leftOut.Add((name, faults));
            else await ImportAsync(name, json, cancellationToken);
        }
        return leftOut;
    }

    private async Task ImportAsync(string name, string json, CancellationToken cancellationToken)
    {
        var hash = HashOf(json);
        // What was there before stays behind: what was published here since is newer than the file.
        if (await db.Set<FormVersion>().AnyAsync(f => f.Name == name && f.Hash == hash, cancellationToken)) return;
        await AddAsync(name, json, null, cancellationToken);
    }

    /// <summary>Stages the next version of a form. The caller commits.</summary>
    public async Task<FormVersion> AddAsync(string name, string json, string? by, CancellationToken cancellationToken)
    {
        var latest = await db.Set<FormVersion>().Where(f => f.Name == name).MaxAsync(f => (int?)f.Version, cancellationToken) ?? 0;
        var version = new FormVersion { Name = name, Version = latest + 1, Hash = HashOf(json), Json = json, ImportedAt = clock.GetUtcNow(), PublishedBy = by };
        db.Add(version);
        return version;
    }

    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>What is wrong with a form file; none means it can be taken in.</summary>
    internal static IReadOnlyList<FieldError> FaultsOf(string name, string json)
    {
        try
        {
            var form = FormDefinition.Read(json);
            return [.. FormCheck.Faults(form), .. form.Name == name ? [] : new[] { new FieldError("/name", $"表单编号应与文件名一致：文件名是“{name}”，编号却是“{form.Name}”。") }];
        }
        catch (JsonException fault)
        {
            return [new FieldError("", $"不是可读的表单（第 {fault.LineNumber + 1} 行第 {fault.BytePositionInLine + 1} 字节附近），请检查括号、引号和各项的名称、类型。")];
        }
    }

    /// <summary>The version a task of a case opened at this instant gets: the newest of that time, so that a running case keeps its forms.</summary>
    public async Task<FormVersion> ForCaseOpenedAsync(string name, DateTimeOffset openedAt, CancellationToken cancellationToken) =>
        await db.Set<FormVersion>().AsNoTracking().Where(f => f.Name == name)
            // A form that came after the case is better than none.
            .OrderBy(f => f.ImportedAt > openedAt).ThenBy(f => f.ImportedAt > openedAt ? f.Version : -f.Version)
            .FirstOrDefaultAsync(cancellationToken)
        ?? throw new InvalidOperationException($"Expected a form '{name}', but the catalogue has none.");

    public async Task<FormDefinition> GetAsync(string name, int version, CancellationToken cancellationToken)
    {
        var json = await db.Set<FormVersion>().Where(f => f.Name == name && f.Version == version).Select(f => f.Json).SingleOrDefaultAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Expected version {version} of form '{name}', but the catalogue has none.");
        return FormDefinition.Parse(json);
    }

    /// <summary>The newest version of a form, or null when there is none.</summary>
    public FormDefinition? Newest(string name) =>
        db.Set<FormVersion>().Where(f => f.Name == name).OrderByDescending(f => f.Version).Select(f => f.Json).FirstOrDefault() is { } json ? FormDefinition.Parse(json) : null;

    /// <summary>Outcomes that a draft will add to the form once it is published: a workflow may connect them before.</summary>
    public IReadOnlyList<TaskOutcome> Coming(string name)
    {
        if (db.Set<DraftedForm>().Where(f => f.Name == name).Select(f => f.Json).FirstOrDefault() is not { } json) return [];
        var present = Newest(name)?.Outcomes ?? [];
        return [.. FormDefinition.Parse(json).Outcomes.Where(outcome => present.All(known => known.Name != outcome.Name))];
    }

    /// <summary>The outcomes of several forms at once, for lists.</summary>
    public async Task<IReadOnlyDictionary<(string Name, int Version), FormDefinition>> GetAsync(IReadOnlyCollection<(string Name, int Version)> wanted, CancellationToken cancellationToken)
    {
        var names = wanted.Select(w => w.Name).Distinct().ToList();
        var rows = await db.Set<FormVersion>().AsNoTracking().Where(f => names.Contains(f.Name)).ToListAsync(cancellationToken);
        return rows.Where(r => wanted.Contains((r.Name, r.Version))).ToDictionary(r => (r.Name, r.Version), r => FormDefinition.Parse(r.Json));
    }
}
