using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Stores a file sealed on disk, to be named later when a task is completed. Size and type are limited; the type is judged by content, not by name alone.</summary>
public sealed record StoreAttachment(string FileName, string ContentType, Stream Content, string? CaseNumber) : IRequest<Result<AttachmentView>>, IChange
{
    string? IChange.Stream => CaseNumber;

    /// <summary>What was written to disk before the writer's lock was taken: a slow line or disk must not hold up the house.</summary>
    internal Attachment? Written { get; set; }
}

/// <summary>Opens a stored file for somebody who may read its case (or who uploaded it). Evidence may name people: opening it is recorded (X-AUD-2).</summary>
public sealed record OpenAttachment(Guid Id) : IRequest<Result<AttachmentContent>>, IChange
{
    bool IChange.KeepsAnswer => false; // the file is not to lie in the table of kept answers

    Task<string?> IChange.StreamAsync(CaseDbContext db, CancellationToken cancellationToken) =>
        db.Set<Attachment>().Where(a => a.Id == Id).Select(a => a.CaseNumber).SingleOrDefaultAsync(cancellationToken);
}

public sealed record AttachmentContent(string FileName, string ContentType, byte[] Content);

/// <summary>Checks an upload and writes its file outside the transaction; takes the file back when the row is refused.</summary>
internal sealed class WriteUpload(AttachmentStore store, CurrentUser user, TimeProvider clock) : IPipelineBehavior<StoreAttachment, Result<AttachmentView>>
{
    public async Task<Result<AttachmentView>> Handle(StoreAttachment request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<AttachmentView>> next)
    {
        var name = SafeName(request.FileName);
        if (name.Length > AttachmentLimits.LongestName || PlainText.IsBlank(name) || name.Any(PlainText.TurnsAround)) return AttachmentRefusals.BadName;
        if (await ReadAsync(request.Content, cancellationToken) is not { } content) return AttachmentRefusals.TooLarge;
        if (content.Length == 0) return AttachmentRefusals.Empty;
        if (FileTypes.Of(name, content) is not { } type) return AttachmentRefusals.TypeNotAllowed;

        request.Written = new Attachment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), FileName = name, ContentType = type, Size = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            UploadedBy = user.UserName, UploadedAt = clock.GetUtcNow(),
        };
        await store.WriteAsync(request.Written.Id, content, cancellationToken);
        var answer = await next();
        // Refused, or answered from an earlier call with the same key.
        if (answer.Value?.Id != request.Written.Id) store.Forget(request.Written.Id);
        return answer;
    }

    private static async Task<byte[]?> ReadAsync(Stream upload, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await upload.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (content.Length + read > AttachmentLimits.Largest) return null;
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    // Browsers of old send whole paths; control characters would break a header.
    private static string SafeName(string name) => new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
}

internal sealed class StoreAttachmentHandler(CaseDbContext db, CaseAccess access, CurrentUser user) : IRequestHandler<StoreAttachment, Result<AttachmentView>>
{
    public async Task<Result<AttachmentView>> Handle(StoreAttachment request, CancellationToken cancellationToken)
    {
        if (!user.May(Acts.Attach)) return AttachmentRefusals.NotAllowed;
        if (request.CaseNumber is { } number)
        {
            var @case = await access.RequireAsync(number, Acts.Attach, cancellationToken);
            if (!@case.Ok) return @case.Refusal;
        }
        db.Add(request.Written!);
        return request.Written!.ToView(user.DisplayName);
    }
}

/// <summary>Reads the file when the record of its opening is committed, outside the transaction.</summary>
internal sealed class ReadFile(AttachmentStore store) : IPipelineBehavior<OpenAttachment, Result<AttachmentContent>>
{
    public async Task<Result<AttachmentContent>> Handle(OpenAttachment request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<AttachmentContent>> next)
    {
        var answer = await next();
        return answer.Ok ? answer.Value with { Content = await store.ReadAsync(request.Id, cancellationToken) } : answer;
    }
}

internal sealed class OpenAttachmentHandler(CaseDbContext db, CaseAccess access, CaseTimeline timeline, CurrentUser user) : IRequestHandler<OpenAttachment, Result<AttachmentContent>>
{
    public async Task<Result<AttachmentContent>> Handle(OpenAttachment request, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Attachment>([request.Id], cancellationToken) is not { } file) return AttachmentRefusals.NotFound;
        if (file.CaseNumber is { } number)
        {
            var @case = await access.RequireAsync(number, Acts.ReadCase, cancellationToken);
            if (!@case.Ok) return @case.Refusal;
            var by = new Signature(user.UserName, user.DisplayName, user.RoleFor(Acts.ReadCase, @case.Value.UnitPath), user.UnitCode);
            timeline.Append(@case.Value, by, "attachmentOpened", new JsonObject { ["attachment"] = file.Id, ["sha256"] = file.Sha256 });
        }
        // A file nobody has filed yet is its uploader's; that it exists is not for others to know.
        else if (file.UploadedBy != user.UserName) return AttachmentRefusals.NotFound;
        return new AttachmentContent(file.FileName, file.ContentType, []);
    }
}

internal static class AttachmentViews
{
    public static AttachmentView ToView(this Attachment file, string uploadedByName) =>
        new(file.Id, file.FileName, file.Size, file.ContentType, file.Sha256, uploadedByName, file.UploadedAt, file.TaskId);
}

internal static class AttachmentLimits
{
    public const int Largest = 20 * 1024 * 1024;
    public const int LongestName = 200;
}

internal static class AttachmentRefusals
{
    public static readonly Refusal NotFound = Refusal.NotFound("attachmentNotFound", "没有找到这个文件，请核对后再试。");
    public static readonly Refusal NotAllowed = Refusal.NotAllowed("notAllowed", "您的岗位只能查看，不能上传文件。");
    public static readonly Refusal Empty = Refusal.Malformed("attachmentEmpty", "文件是空的，请重新选择。", new FieldError("/file", "没有内容。"));
    public static readonly Refusal BadName = Refusal.Malformed("attachmentNameInvalid", $"文件名要有 1 至 {AttachmentLimits.LongestName} 个字，不能含看不见的控制字符，请改名后再上传。", new FieldError("/file", "文件名不对。"));
    public static readonly Refusal TooLarge = Refusal.TooLarge("attachmentTooLarge", $"文件超过 {AttachmentLimits.Largest / (1024 * 1024)} MB，请压缩或分开上传。");
    public static readonly Refusal TypeNotAllowed = Refusal.Rule("attachmentTypeNotAllowed", $"不收这种文件，请转为 {FileTypes.Names} 之一再上传。", new FieldError("/file", "类型不允许，或内容与后缀不符。"));
}
