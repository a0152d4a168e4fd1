using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HaoChaPing.Designer.Blazor.Ordinances;

/// <summary>The text of an ordinance as an administrator pastes it, cut into clauses; a clause's own number is what a timer names as its ground.</summary>
internal static partial class ClauseText
{
    public static JsonObject Cut(string document, string text)
    {
        var lines = new JsonArray();
        var clause = "";
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var (article, item) = (Article().Match(line), Item().Match(line));
            if (article.Success) lines.Add(Line(clause = article.Groups[1].Value, article.Value, line[article.Length..]));
            else if (clause.Length > 0 && item.Success) lines.Add(Line(clause + item.Value, item.Value, line[item.Length..]));
            else if (clause.Length > 0 && !Chapter().IsMatch(line)) lines.Add(Line(clause, "", line));
            else lines.Add(new JsonObject { ["heading"] = line });
        }
        return new JsonObject { ["document"] = document, ["clauses"] = lines };
    }

    private static JsonObject Line(string clause, string label, string text) =>
        new() { ["clause"] = clause, ["label"] = label, ["text"] = text, ["requirements"] = new JsonArray(clause) };

    [GeneratedRegex(@"^(第[一二三四五六七八九十百零]+条|\d+(?:\.\d+)+)\s*")]
    private static partial Regex Article();

    [GeneratedRegex(@"^（[一二三四五六七八九十]+）")]
    private static partial Regex Item();

    [GeneratedRegex(@"^第[一二三四五六七八九十]+章")]
    private static partial Regex Chapter();
}
