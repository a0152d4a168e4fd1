using System.Text.Json;
using System.Text.Json.Nodes;

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

    private readonly string _document;
    private readonly Dictionary<string, Clause> _byRequirement;

    private Clauses(string document, IReadOnlyList<Entry> entries)
    {
        _document = document;
        _byRequirement = entries.SelectMany(e => (e.Requirements ?? []).Select(id => (Id: id, Clause: new Clause(document, e.Clause ?? "", e.Text ?? ""))))
            .ToDictionary(c => c.Id, c => c.Clause);
    }

    /// <summary>Reads <c>clauses.json</c>; without one only the document is known.</summary>
    public static Clauses Of(string document, string? json) => new(document, json is null ? [] : JsonNode.Parse(json)!["clauses"]!.Deserialize<List<Entry>>(Format)!);

    /// <summary>The clause a requirement comes from, or null when its text was not given.</summary>
    public Clause? Find(string requirement) => _byRequirement.GetValueOrDefault(requirement);

    /// <summary>The clause a requirement comes from; without its text, the requirement id stands for the number.</summary>
    public Clause For(string? requirement) => Find(requirement ?? "") ?? new Clause(_document, requirement ?? "", "");

    // A heading has neither text nor requirements.
    private sealed record Entry(string? Clause = null, string? Text = null, IReadOnlyList<string>? Requirements = null);
}
