using System.Text.RegularExpressions;
using Xunit;

namespace HaoChaPing.Architecture.Tests;

/// <summary>No requirement is forgotten: each is cited by a test or a journey, or docs/coverage.json says by name why not.</summary>
public sealed partial class CoverageTests
{
    private static readonly Coverage Repository = Coverage.OfTheRepository();

    [Fact]
    public void Every_requirement_is_under_test_or_listed_with_its_reason()
    {
        Assert.True(Repository.Rows.Count > 300, $"docs/requirements.md has {Repository.Rows.Count} rows");
        Assert.DoesNotContain(Repository.Rows, row => !Repository.Cited.Contains(row) && !Repository.Listed.Values.Any(l => l.ContainsKey(row)));
    }

    [Fact]
    public void What_is_listed_as_not_under_test_is_cited_by_nothing_and_listed_once()
    {
        var listed = Repository.Listed.Values.SelectMany(l => l.Keys).ToList();

        Assert.DoesNotContain(listed, Repository.Cited.Contains);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Empty(listed.Except(Repository.Rows));
        Assert.All(Repository.Listed.Values.SelectMany(l => l), row => Assert.False(string.IsNullOrWhiteSpace(row.Value), $"{row.Key} is listed without a word"));
    }

    [Fact]
    public void Tests_cite_rows_that_exist() =>
        Assert.Empty(Repository.Cited.Select(c => c.Key).Where(id => !Scenario().IsMatch(id)).Except(Repository.Rows));

    [Fact]
    public void The_table_names_every_requirement_once_and_lies_where_the_test_script_prints_it()
    {
        var table = Repository.Table();
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "coverage.txt"), table);

        Assert.Equal(Repository.Rows.Order(), table.Split('\n').Select(line => FirstWord().Match(line).Groups[1].Value).Where(id => id.Length > 0).Order());
    }

    [GeneratedRegex(@"^S-\d+$")]
    private static partial Regex Scenario();

    [GeneratedRegex(@"^((?:SP|AK|GD|TJ|YS|X|A)-\S+) ")]
    private static partial Regex FirstWord();
}
