using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CaseManagement.Tests.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HaoChaPing.CaseManagement.Tests.Common;

[Trait("Store", "Both")]
public sealed class PipelineTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync(adjust: builder => builder.Services.AddTransient<IRequestHandler<FoundPlace, Result<Founded>>, FoundPlaceHandler>());
    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_accepted_change_is_committed()
    {
        var answer = await Send(new FoundPlace("ZZ"));

        Assert.True(answer.Ok);
        Assert.True(await Exists("ZZ"));
    }

    [Fact]
    public async Task A_stranger_s_request_reaches_no_handler()
    {
        await using var scope = _world.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new FoundPlace("ZZ"));

        Assert.Equal("notSignedIn", answer.Refusal?.Code);
        Assert.False(await Exists("ZZ"));
    }

    [Fact]
    public async Task A_refused_change_leaves_only_the_record_of_the_attempt()
    {
        var answer = await Send(new FoundPlace("ZZ", Refuse: true));

        Assert.Equal("mayNotFound", answer.Refusal?.Code);
        Assert.False(await Exists("ZZ"));
        Assert.Equal("ZZ", (await _world.Read(db => db.Set<AccessLogEntry>().SingleAsync())).Subject);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_nothing_and_frees_the_writer()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Send(new FoundPlace("ZZ", Fail: true)));
        var next = await Send(new FoundPlace("YY"));

        Assert.True(next.Ok);
        Assert.False(await Exists("ZZ"));
    }

    [Fact]
    public async Task Who_comes_second_to_the_same_row_is_told_so()
    {
        var answer = await Send(new FoundPlace("ZZ", Overtaken: true));

        Assert.Equal(("changedMeanwhile", RefusalKind.Conflict), (answer.Refusal?.Code, answer.Refusal?.Kind));
        Assert.False(await Exists("ZZ"));
    }

    [Fact]
    public async Task The_same_key_with_the_same_content_gets_the_first_answer()
    {
        var first = await Send(new FoundPlace("ZZ"), "k", "same");
        var second = await Send(new FoundPlace("ZZ"), "k", "same");

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, await _world.Read(db => db.Regions.CountAsync(r => r.Code == "ZZ")));
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_a_conflict()
    {
        await Send(new FoundPlace("ZZ"), "k", "one");
        var second = await Send(new FoundPlace("YY"), "k", "two");

        Assert.Equal(("idempotencyKeyReused", RefusalKind.Conflict), (second.Refusal?.Code, second.Refusal?.Kind));
        Assert.False(await Exists("YY"));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_changes_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Send(new FoundPlace("ZZ"), "k", "same"))));

        Assert.Single(answers.Select(a => a.Value?.Id).Distinct());
        Assert.All(answers, a => Assert.True(a.Ok));
    }

    [Fact]
    public async Task A_refusal_does_not_use_up_the_key()
    {
        await Send(new FoundPlace("ZZ", Refuse: true), "k", "same");
        var second = await Send(new FoundPlace("ZZ"), "k", "same");

        Assert.True(second.Ok);
        Assert.True(await Exists("ZZ"));
    }

    [Fact]
    public async Task The_key_of_another_caller_is_another_key()
    {
        await Send(new FoundPlace("ZZ"), "k", "one", caller: "a");
        var second = await Send(new FoundPlace("YY"), "k", "two", caller: "b");

        Assert.True(second.Ok);
    }

    private async Task<Result<Founded>> Send(FoundPlace request, string? key = null, string body = "", string caller = "a")
    {
        await using var scope = await _world.ScopeOf("ak-bureau");
        if (key is not null) scope.ServiceProvider.GetRequiredService<IdempotencyScope>().Begin(key, caller, "/places", body);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    private Task<bool> Exists(string region) => _world.Read(db => db.Regions.AnyAsync(r => r.Code == region));

    internal sealed record FoundPlace(string Code, bool Refuse = false, bool Fail = false, bool Overtaken = false) : IRequest<Result<Founded>>, IChange;

    internal sealed record Founded(Guid Id, string Code, DateTimeOffset FoundedAt);

    internal sealed class FoundPlaceHandler(CaseDbContext db, AccessLog accessLog, TimeProvider clock) : IRequestHandler<FoundPlace, Result<Founded>>
    {
        public async Task<Result<Founded>> Handle(FoundPlace request, CancellationToken cancellationToken)
        {
            db.Add(new Region { Code = request.Code, Name = request.Code });
            await db.SaveChangesAsync(cancellationToken);
            if (request.Fail) throw new InvalidOperationException("Expected to fail.");
            if (request.Overtaken) db.Update(new User { Id = Guid.NewGuid(), DisplayName = "", UnitCode = "", ConcurrencyStamp = "gone" });
            if (!request.Refuse) return new Founded(Guid.NewGuid(), request.Code, clock.GetUtcNow());
            await accessLog.RefusedAsync("found", request.Code);
            return Refusal.Rule("mayNotFound", "不能新建。");
        }
    }
}
