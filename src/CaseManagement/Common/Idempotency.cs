using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HaoChaPing.CaseManagement.Persistence;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HaoChaPing.CaseManagement.Common;

/// <summary>The <c>Idempotency-Key</c> of the call that is being answered, if it bears one.</summary>
public sealed class IdempotencyScope
{
    public string? Key { get; private set; }
    public string Caller { get; private set; } = "";
    public string Route { get; private set; } = "";
    public string BodyHash { get; private set; } = "";

    public void Begin(string key, string caller, string route, string bodyHash) => (Key, Caller, Route, BodyHash) = (key, caller, route, bodyHash);

    /// <summary>Changes made so far by this call; tells apart those of one call, such as the lines of a bulk.</summary>
    internal int Changes { get; set; }
}

/// <summary>The first answer to a key, stored in the transaction of the change it answers.</summary>
internal sealed class KeptAnswer
{
    public required string Caller { get; init; }
    public required string Route { get; init; }
    public required string Key { get; init; }
    public required int Change { get; init; }
    public required string BodyHash { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}

internal sealed class KeptAnswerConfiguration : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> builder)
    {
        builder.ToTable("KeptAnswers").HasKey(a => new { a.Caller, a.Route, a.Key, a.Change });
        builder.HasIndex(a => a.AnsweredAt);
    }
}

/// <summary>Answers a repeated call with the first answer. Runs inside the transaction, so that two equal calls at the same moment change once.</summary>
internal sealed class IdempotencyBehaviour<TRequest, TResponse>(CaseDbContext db, IdempotencyScope scope, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IChange where TResponse : IAnswer<TResponse>
{
    private static readonly Refusal KeyReused = Refusal.Conflict("idempotencyKeyReused", "这个 Idempotency-Key 已用于另一份内容，请换一个新的键再提交。");

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (scope.Key is not { } key || !request.KeepsAnswer) return await next();
        var change = scope.Changes++;
        var kept = await db.Set<KeptAnswer>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.Caller == scope.Caller && a.Route == scope.Route && a.Key == key && a.Change == change, cancellationToken);
        if (kept is not null)
            return kept.BodyHash == scope.BodyHash
                ? TResponse.From(JsonSerializer.Deserialize(kept.Answer, TResponse.ContentType, HttpJson.Stored))
                : TResponse.From(KeyReused);

        var answer = await next();
        if (answer.Refusal is null)
            db.Add(new KeptAnswer
            {
                Caller = scope.Caller, Route = scope.Route, Key = key, Change = change, BodyHash = scope.BodyHash, AnsweredAt = clock.GetUtcNow(),
                Answer = JsonSerializer.Serialize(answer.Content, TResponse.ContentType, HttpJson.Stored),
            });
        return answer;
    }
}

/// <summary>Reads the key and the body's hash before anything binds the body.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private static readonly Refusal BadKey = Refusal.Malformed("idempotencyKeyInvalid", $"Idempotency-Key 须为 1 至 {LongestKey} 个可见字符，请改正后重发。");

    /// <summary>Fills the scope. Returns the refusal of a key that cannot be one.</summary>
    public static async Task<Refusal?> ReadAsync(HttpContext context, IdempotencyScope scope, CurrentUser user)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.Headers.TryGetValue(Header, out var header)) return null;
        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~')) return BadKey;
        scope.Begin(key, user.UserName, context.Request.Path.ToString(), await HashAsync(context.Request, context.RequestAborted));
        return null;
    }

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.QueryString.ToString() + '\n'));
        if (request.HasFormContentType) await AppendFormAsync(hash, request, cancellationToken);
        else await AppendAsync(hash, request.Body, cancellationToken);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The boundary of a multipart body differs from sending to sending; its parts do not.
    private static async Task AppendFormAsync(IncrementalHash hash, HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        foreach (var (name, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal))
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new[] { name, value.ToString() }));
        foreach (var file in form.Files)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new[] { file.Name, file.FileName, file.ContentType, file.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
            await using var content = file.OpenReadStream();
            await AppendAsync(hash, content, cancellationToken);
        }
    }

    private static async Task AppendAsync(IncrementalHash hash, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;) hash.AppendData(buffer, 0, read);
    }
}
