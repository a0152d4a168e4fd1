using System.Net.Http.Json;
using System.Text;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Organisation;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("张三丰", "张**")]
    [InlineData("张三", "张*")]
    [InlineData("张", "张*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_keeps_its_first_character(string? name, string? masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("0915-3212345", "091*****2345")]
    [InlineData("12345", "*****")]
    [InlineData(null, null)]
    public void A_phone_hides_its_middle(string? phone, string? masked) => Assert.Equal(masked, Mask.Phone(phone));

    [Theory]
    [InlineData("610902199001011234", "610*************34")]
    [InlineData("E1234567", "E12***67")]
    [InlineData("1234", "****")]
    public void An_id_number_keeps_three_and_two(string number, string masked) => Assert.Equal(masked, Mask.IdNumber(number));

    [Fact, Trait("Store", "Sqlite"), Trait("Clause", "AK-19c")]
    public async Task What_a_rater_wrote_is_sealed_and_shown_without_persons()
    {
        await using var world = await World.StartAsync();
        var (channel, secret) = (world.Channel(), "隔壁王小明可以作证");
        await world.ServiceAsync("svc-words");
        var rated = await channel.PostAsJsonAsync("/api/v1/ratings", new
        {
            region = "AK", channel = "qr", externalId = "r-words", serviceExternalId = "svc-words", target = "item", level = "dissatisfied", text = $"跑了三次。\n{secret}，电话13912345678，我是钱多多。",
            reasons = new[] { new { text = $"理由：{secret}" } }, rater = new { kind = "naturalPerson", name = "钱多多" }, ratedAt = world.Clock.Now,
        });
        var number = (string)(await rated.Json())["case"]!["number"]!;

        var rating = (await world.CaseAsync(number))["rating"]!;

        Assert.Equal($"跑了三次。\n{secret}，电话139****5678，我是钱**。", (string?)rating["text"]);
        Assert.Equal($"理由：{secret}", (string?)rating["reasons"]![0]!["text"]);
        Assert.True(BytesOfDatabase(world.Folder).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0);
    }

    [Fact, Trait("Store", "Sqlite")]
    public async Task The_bytes_of_the_database_hold_no_personal_text()
    {
        await using var world = await World.StartAsync();
        await world.CaseOf("ak-unit-1", "AK20250303000001");

        var bytes = BytesOfDatabase(world.Folder);

        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("食品经营许可")) >= 0, "the search itself must work");
        foreach (var secret in new[] { People.RaterName, People.RaterPhone, People.RaterIdNumber })
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)));
        }
    }

    [Fact]
    public async Task What_is_sealed_opens_again_and_is_found_by_its_hash()
    {
        await using var world = await World.StartAsync();
        await world.CaseOf("ak-unit-1", "AK20250303000001");
        var personalData = world.Services.GetRequiredService<PersonalData>();

        var hash = personalData.Hash("idNumber", $" {People.RaterIdNumber} ");
        var rating = await world.Read(db => db.Ratings.SingleAsync(r => r.RaterIdNumberHash == hash));

        Assert.Equal(People.RaterName, personalData.Open(rating.RaterNameSealed));
        Assert.Equal([1, 2, 3], personalData.OpenBytes(personalData.SealBytes([1, 2, 3])));
        Assert.NotEqual(hash, personalData.Hash("phone", People.RaterIdNumber));
        Assert.Null(personalData.Seal(null));
    }

    [Fact]
    public async Task The_keys_lie_in_a_folder_of_their_own_for_the_service_s_account_alone()
    {
        await using var world = await World.StartAsync();
        world.Services.GetRequiredService<PersonalData>().Seal("x");
        var keys = world.Services.GetRequiredService<KeyFolder>().Folder;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);
        Assert.Contains(keys.EnumerateFiles(), f => f.Name.StartsWith("key-", StringComparison.Ordinal));
        Assert.Contains(keys.EnumerateFiles(), f => f.Name == "search-hash.key" && f.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_database_beside_strange_keys_does_not_start()
    {
        await using var world = await World.StartAsync();
        await using var scope = world.Services.CreateAsyncScope();
        var strange = new DirectoryInfo(Path.Combine(world.Folder, "other-keys"));
        var keys = new KeyFolder(new ConfigurationBuilder().AddInMemoryCollection([new("HCP_KEYS", strange.FullName)]).Build());

        var check = new KeyCheck(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), new PersonalData(DataProtectionProvider.Create(strange), keys), keys);
        var lost = await Assert.ThrowsAsync<RefusedStartException>(() => check.RunAsync(CancellationToken.None));

        Assert.Contains(strange.FullName, lost.Message, StringComparison.Ordinal);
        Assert.False(keys.HasHashKey); // the check leaves no new key behind that would hide the loss
    }

    private static byte[] BytesOfDatabase(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(Read)]; // the lock is held, and empty

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
