using System.IO.Compression;
using System.Net.Http.Json;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using HaoChaPing.CaseManagement.Organisation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Cases;

[Trait("Pace", "Slow")]
public sealed class AttachmentTests
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7\n一次性告知单\n%%EOF");

    [Fact]
    public async Task A_file_named_by_a_task_becomes_part_of_the_case_and_is_served_safely()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("rectify");
        var uploaded = await (await world.UploadAsync("ak-handler", "一次性告知单.pdf", Pdf)).Content.ReadFromJsonAsync<JsonObject>();
        var id = Guid.Parse((string)uploaded!["id"]!);
        var fields = Handling.Filled(world, "rectify");
        fields["evidence"] = id.ToString();

        await world.CompleteAsync("ak-handler", number, "rectify", fields: fields);
        var file = await (await world.ByAsync("ak-bureau")).GetAsync($"/api/v1/attachments/{id}");

        var attachment = Assert.Single((await world.CaseAsync(number))["attachments"]!.AsArray())!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), (string?)attachment["sha256"]);
        Assert.Contains((await world.EventsAsync(number)).Single(e => (string)e["type"]! == "taskCompleted" && (string)e["data"]!["kind"]! == "rectify")["data"]!["attachments"]!.AsArray(),
            a => (string)a!["sha256"]! == (string)attachment["sha256"]!);
        Assert.Single(await world.EventsAsync(number), e => (string)e["type"]! == "attachmentOpened" && (string)e["actor"]! == "ak-bureau");
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task On_disk_a_file_is_sealed()
    {
        await using var world = await World.StartAsync();

        await world.UploadAsync("ak-handler", "告知单.pdf", Pdf);

        var onDisk = Directory.EnumerateFiles(Path.Combine(world.Folder, "attachments"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(Assert.Single(onDisk)), StringComparison.Ordinal);
    }

    private static readonly (string Name, byte[] Content, string Code)[] BadFiles =
    [
        ("setup.exe", [0x4D, 0x5A, 0x90, 0x00], "attachmentTypeNotAllowed"),
        ("photo.jpg", [0x4D, 0x5A, 0x90, 0x00], "attachmentTypeNotAllowed"),
        ("note.txt", [0x7F, 0x45, 0x4C, 0x46, 1, 1], "attachmentTypeNotAllowed"),
        ("run.txt", "#!/bin/sh\nrm -rf /\n"u8.ToArray(), "attachmentTypeNotAllowed"),
        ("page.txt", "<script>alert(1)</script>"u8.ToArray(), "attachmentTypeNotAllowed"),
        ("drawing.svg", "<svg/>"u8.ToArray(), "attachmentTypeNotAllowed"),
        ("report.docx", "PK\u0003\u0004 not a package"u8.ToArray(), "attachmentTypeNotAllowed"),
        ("program.docx", Package(("word/document.xml", 10), ("word/evil.EXE", 10)), "attachmentTypeNotAllowed"),
        ("bomb.docx", Package(("word/document.xml", 210 * 1024 * 1024)), "attachmentTypeNotAllowed"),
        ("empty.pdf", [], "attachmentEmpty"),
        ("x\u202Eexe.pdf", Pdf, "attachmentNameInvalid"),
        ("\u200B", Pdf, "attachmentNameInvalid"),
    ];

    [Fact]
    public async Task A_file_that_is_not_what_it_may_be_is_refused_and_leaves_nothing()
    {
        await using var world = await World.StartAsync();

        foreach (var (name, content, code) in BadFiles)
        {
            var answer = await world.UploadAsync("ak-handler", name, content);

            Assert.Equal((name, code), (name, await answer.CodeAsync()));
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest });
        }
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "attachments")));
    }

    private static byte[] Package(params (string Name, int Size)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, size) in entries)
            {
                using var content = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                content.Write(new byte[size]);
            }
        return file.ToArray();
    }

    [Fact]
    public async Task A_file_of_more_than_twenty_megabytes_is_refused()
    {
        await using var world = await World.StartAsync();
        var content = new byte[(20 * 1024 * 1024) + 1];
        Pdf.CopyTo(content, 0);

        var answer = await world.UploadAsync("ak-handler", "big.pdf", content);
        var largest = await world.UploadAsync("ak-handler", "largest.pdf", content[..^1]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("attachmentTooLarge", await answer.CodeAsync());
        Assert.Equal(HttpStatusCode.Created, largest.StatusCode);
    }

    [Fact, Trait("Clause", "X-WF-2")]
    public async Task Somebody_elses_file_can_neither_be_read_nor_named()
    {
        await using var world = await World.StartAsync();
        var number = await world.BadRatingUpToAsync("verify", Handling.CountyUnit);
        var id = Guid.Parse((string)(await (await world.UploadAsync("ak-handler", "告知单.pdf", Pdf)).Content.ReadFromJsonAsync<JsonObject>())!["id"]!);

        var read = await (await world.ByAsync("ak-handler2")).GetAsync($"/api/v1/attachments/{id}");
        var task = await world.TaskAsync("ak-handler2", number, "verify");
        var named = await world.TryCompleteAsync("ak-handler2", Guid.Parse((string)task["id"]!), "confirmed", Handling.Filled(world, "verify"), id);
        var foreign = await world.UploadAsync("ak-handler", "告知单.pdf", Pdf, caseNumber: number);

        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(["/attachments"], await named.PointersAsync());
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(world.Folder, "attachments"), "*", SearchOption.AllDirectories));
    }

    [Theory, Trait("Clause", "X-WF-2")]
    [InlineData("auditor")]
    public async Task Who_only_reads_stores_no_file_and_the_attempt_is_recorded(string reader)
    {
        await using var world = await World.StartAsync();

        var answer = await world.UploadAsync(reader, "告知单.pdf", Pdf);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(("attach", "/api/v1/attachments"), await world.Read(async db =>
        {
            var attempt = await db.Set<AccessLogEntry>().SingleAsync(e => e.UserName == reader);
            return (attempt.Act, attempt.Subject);
        }));
    }
}
