using System.Text.Json.Nodes;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>A note of a colleague on a case. Its words may name people, so they are sealed.</summary>
public sealed class Comment
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string TextSealed { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("Comments").HasKey(c => c.Id);
        builder.HasIndex(c => c.CaseNumber);
    }
}

/// <summary>Writes a note on a case, for all who may read it.</summary>
/// <param name="Number">The case.</param>
/// <param name="Text">The note; required.</param>
public sealed record AddComment(string Number, string? Text) : IRequest<Result<CommentRow>>, IChange
{
    public string? Stream => Number;
}

/// <summary>A note.</summary>
public sealed record CommentRow(Guid Id, string CaseNumber, string? Text, string By, string ByName, DateTimeOffset At);

internal sealed class AddCommentHandler(CommentAct act, CaseAccess access, CaseDbContext db, PersonalData personalData, CaseTimeline timeline, CurrentUser user, TimeProvider clock)
    : IRequestHandler<AddComment, Result<CommentRow>>
{
    public async Task<Result<CommentRow>> Handle(AddComment request, CancellationToken cancellationToken)
    {
        // Whoever only reads changes nothing.
        var found = await access.RequireAsync(request.Number, act.Act, cancellationToken);
        if (!found.Ok) return found.Refusal;
        if (request.Text?.Trim() is not { Length: > 0 and <= CommentAct.LongestText } text) return CaseRefusals.CommentRequired;
        var comment = new Comment { Id = Guid.CreateVersion7(clock.GetUtcNow()), CaseNumber = found.Value.Number, TextSealed = personalData.Seal(text)!, By = user.UserName, At = clock.GetUtcNow() };
        db.Add(comment);
        timeline.Append(found.Value, access.SignatureFor(Acts.Attach, found.Value), "commented", new JsonObject { ["comment"] = comment.Id.ToString() });
        return new CommentRow(comment.Id, comment.CaseNumber, null, comment.By, user.DisplayName, comment.At);
    }
}

/// <summary>The notes on a case, oldest first.</summary>
/// <param name="Number">The case.</param>
public sealed record ListComments(string Number) : IRequest<Result<PageOf<CommentRow>>>;

internal sealed class ListCommentsHandler(CaseAccess access, CaseDbContext db, CaseWords words, DisplayNames names) : IRequestHandler<ListComments, Result<PageOf<CommentRow>>>
{
    public async Task<Result<PageOf<CommentRow>>> Handle(ListComments request, CancellationToken cancellationToken)
    {
        var found = await access.RequireAsync(request.Number, Acts.ReadCase, cancellationToken);
        if (!found.Ok) return found.Refusal;
        var rows = await db.Set<Comment>().AsNoTracking().Where(c => c.CaseNumber == request.Number).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var people = await names.OfAsync(rows.Select(c => c.By), cancellationToken);
        var shown = await words.ShownAsync(found.Value, cancellationToken);
        return PageOf<CommentRow>.Whole(rows.ConvertAll(c => new CommentRow(c.Id, c.CaseNumber, shown(c.TextSealed), c.By, people.GetValueOrDefault(c.By, c.By), c.At)));
    }
}
