using HaoChaPing.CaseManagement.Common;
using MediatR;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>Stores a file sealed on disk, to be named later when a task is completed. Size and type are limited; the type is judged by content, not by name alone.</summary>
public sealed record StoreAttachment(string FileName, string ContentType, Stream Content, string? CaseNumber) : IRequest<Result<AttachmentView>>;

/// <summary>Opens a stored file for somebody who may read its case (or who uploaded it).</summary>
public sealed record OpenAttachment(Guid Id) : IRequest<Result<AttachmentContent>>;

public sealed record AttachmentContent(string FileName, string ContentType, byte[] Content);
