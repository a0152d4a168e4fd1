using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Designer.Blazor.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Hosting;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("haochaping-").FullName;

    [Theory]
    [InlineData("HCP_MODE", "test")]
    [InlineData("HCP_URLS", "5080")]
    [InlineData("HCP_URLS", ";")]
    [InlineData("HCP_URLS", "http://127.0.0.1:80000")]
    [InlineData("HCP_URLS", "http://127.0.0.1:5080;http://127.0.0.1:-1")]
    [InlineData("HCP_URLS", "http://127.0.0.1:5080/path")]
    [InlineData("HCP_URLS", "http://localhost:0")]
    [InlineData("HCP_URLS", "ftp://127.0.0.1:5080")]
    [InlineData("HCP_DATABASE_PROVIDER", "oracle")]
    [InlineData("HCP_DATABASE", "Nonsense=1")]
    [InlineData("HCP_DATABASE", "Data Source=:memory:")]
    [InlineData("HCP_UPLOAD_URL", "platform")]
    [InlineData("HCP_DEMO_EMPTY", "maybe")]
    [InlineData("HCP_DEMO_NOW", "2025-03-03")]
    [InlineData("HCP_DEMO_NOW", "2025-03-03T09:00:00")]
    [InlineData("HCP_DATA", "/proc/none")]
    public void A_wrong_setting_is_refused_in_one_sentence_that_names_it(string name, string value)
    {
        var refused = Assert.Throws<RefusedStartException>(() => Read(("HCP_MODE", "demo"), (name, value)));

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("postgresql", "")]
    [InlineData("postgresql", "Host=server")]
    [InlineData("postgresql", "Nonsense=1")]
    [InlineData("sqlserver", "Data Source=server")]
    public void A_server_is_named_with_its_database(string provider, string connection)
    {
        var refused = Assert.Throws<RefusedStartException>(() => Read(("HCP_DATABASE_PROVIDER", provider), ("HCP_DATABASE", connection)));

        Assert.Contains(provider, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_clock_outside_demo_mode_is_refused()
    {
        Assert.Throws<RefusedStartException>(() => Read(("HCP_MODE", "production"), ("HCP_DEMO_NOW", "2025-03-03T09:00:00+08:00")));
    }

    [Fact]
    public void Without_settings_it_is_production_on_sqlite_in_the_data_folder()
    {
        var settings = Read();

        Assert.False(settings.Demo);
        Assert.Equal($"Data Source={Path.Combine(_folder, "haochaping.db")}", settings.Connection);
        Assert.Equal(Path.Combine(_folder, "keys"), settings.KeysFolder);
        Assert.Equal("http://127.0.0.1:5080", settings.Urls);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://*:65535;https://[::1]:443")]
    [InlineData("http://unix:/tmp/haochaping.sock")]
    public void An_address_that_can_be_listened_on_is_taken_as_it_is(string urls) => Assert.Equal(urls, Read(("HCP_URLS", urls)).Urls);

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    public void Whether_the_demonstration_begins_empty_is_a_yes_or_no(string value, bool empty) => Assert.Equal(empty, Read(("HCP_MODE", "demo"), ("HCP_DEMO_EMPTY", value)).DemoEmpty);

    [Fact]
    public void A_data_folder_it_makes_is_its_owners_alone_and_one_that_is_there_stays_as_it_was()
    {
        var (made, there) = (Path.Combine(_folder, "above", "made"), Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName);
        var before = new DirectoryInfo(there).UnixFileMode;

        Read(("HCP_DATA", made));
        Read(("HCP_DATA", there));

        Assert.Equal(PrivateFolder.OwnerOnly, new DirectoryInfo(made).UnixFileMode);
        Assert.Equal(PrivateFolder.OwnerOnly, new DirectoryInfo(Path.Combine(made, "keys")).UnixFileMode);
        Assert.Equal(before, new DirectoryInfo(there).UnixFileMode);
    }

    [Fact]
    public void The_demo_clock_is_read_with_its_offset()
    {
        Assert.Equal(new DateTimeOffset(2025, 3, 3, 1, 0, 0, TimeSpan.Zero), Read(("HCP_MODE", "demo"), ("HCP_DEMO_NOW", "2025-03-03T09:00:00+08:00")).DemoNow);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private HostSettings Read(params (string Name, string Value)[] given)
    {
        var values = new Dictionary<string, string?> { ["HCP_DATA"] = _folder };
        foreach (var (name, value) in given) values[name] = value;
        return HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
