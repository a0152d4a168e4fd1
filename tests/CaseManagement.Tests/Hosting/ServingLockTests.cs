using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Designer.Blazor.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

public sealed class ServingLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

    [Fact]
    public void A_file_of_SQLite_is_served_by_one_at_a_time()
    {
        using var first = new ServingLock(Settings());
        using var second = new ServingLock(Settings());
        first.Take();

        var refused = Assert.Throws<RefusedStartException>(second.Take);
        first.Dispose();
        second.Take();

        Assert.Contains(Path.Combine(_folder, "haochaping.db"), Assert.Single(refused.Message.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_of_the_same_file_is_the_same_file()
    {
        var file = Path.Combine(_folder, "haochaping.db");
        File.WriteAllBytes(file, []);
        File.CreateSymbolicLink(Path.Combine(_folder, "other.db"), file);
        using var first = new ServingLock(Settings());
        using var second = new ServingLock(Settings(("HCP_DATABASE", $"Data Source={_folder}/other.db")));
        first.Take();

        Assert.Throws<RefusedStartException>(second.Take);
    }

    [Fact]
    public void Several_nodes_serve_one_database_server()
    {
        (string, string)[] server = [("HCP_DATABASE_PROVIDER", "postgresql"), ("HCP_DATABASE", "Host=server;Database=haochaping")];
        using var first = new ServingLock(Settings(server));
        using var second = new ServingLock(Settings(server));

        first.Take();
        second.Take();

        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private HostSettings Settings(params (string Name, string Value)[] given)
    {
        var values = new Dictionary<string, string?> { ["HCP_DATA"] = _folder };
        foreach (var (name, value) in given) values[name] = value;
        return HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
