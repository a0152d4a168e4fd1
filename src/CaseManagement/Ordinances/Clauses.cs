using System.Text.Json;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Ordinances;

/// <summary>A clause of an ordinance in its own words.</summary>
/// <param name="Document">Title of the document.</param>
/// <param name="Number">Such as 第十五条（一）.</param>
/// <param name="Text">Its words, verbatim.</param>
public sealed record Clause(string Document, string Number, string Text);

/// <summary>The text of an ordinance by requirement id: what a deadline, a refusal or a case page names as its ground.</summary>
public sealed class Clauses
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private readonly Clauses? _parent;
    private readonly string _document;
    private readonly Dictionary<string, Clause> _byRequirement;

    private Clauses(string document, IReadOnlyList<ClauseLine> lines, Clauses? parent)
    {
        (_document, Lines, _parent) = (document, lines, parent);
        _byRequirement = lines.SelectMany(e => (e.Requirements ?? []).Select(id => (Id: id, Clause: new Clause(document, e.Clause ?? "", e.Text ?? ""))))
            .GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().Clause);
    }

    /// <summary>The whole document, line by line, as it is read beside the pack.</summary>
    public IReadOnlyList<ClauseLine> Lines { get; }

    /// <summary>Reads <c>clauses.json</c>; without one only the document is known. What a place does not say itself is looked for in the ordinance it refines.</summary>
    public static Clauses Of(string document, string? json, Clauses? parent = null) => new(document, json is null ? [] : JsonNode.Parse(json)!["clauses"]!.Deserialize<List<ClauseLine>>(Format)!, parent);

    /// <summary>What is wrong with a file of clauses, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> Faults(JsonObject file)
    {
        if (file["clauses"] is not JsonArray lines) return [new("/clauses", "应是条文的列表。")];
        try
        {
            lines.Deserialize<List<ClauseLine>>(Format);
            return [.. lines.Select((line, i) => (line, i)).Where(l => l.line is null).Select(l => new FieldError($"/clauses/{l.i}", "应有 heading，或 clause 与 text。"))];
        }
        catch (JsonException fault)
        {
            return [new("/clauses" + PackPath.Pointer((fault.Path ?? "").Trim('$', '[', ']', '.').Split(['[', ']', '.'], StringSplitOptions.RemoveEmptyEntries)), "应有 heading，或 clause、text 与 requirements（列表）。")];
        }
    }

    /// <summary>The clause a requirement comes from, or null when its text was not given.</summary>
    public Clause? Find(string requirement) => _byRequirement.GetValueOrDefault(requirement) ?? _parent?.Find(requirement);

    /// <summary>The clause a requirement comes from; without its text, the requirement id stands for the number.</summary>
    public Clause For(string? requirement) => Find(requirement ?? "") ?? new Clause(_document, requirement ?? "", "");
}

/// <summary>A line of the document: a heading, or a clause with its number, its words and the requirements it carries.</summary>
public sealed record ClauseLine(string? Heading = null, string? Clause = null, string? Label = null, string? Text = null, IReadOnlyList<string>? Requirements = null);
