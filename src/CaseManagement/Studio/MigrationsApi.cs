using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Workflows.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HaoChaPing.CaseManagement.Studio;

/// <summary>Running instances go to another version of their definition: dry run, confirmation, progress.</summary>
internal static class MigrationsApi
{
    private const string Root = "/api/v1/engine/migrations";
    private const string Tag = "流程引擎";
    private const string Problems = "application/problem+json";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Root + "/preview", async (MigrationBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new PreviewMigration(body.Order), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowPublish).WithSummary("迁移试算：哪些步骤有对应、每个实例迁移前后停在哪里、哪些不能迁移及原因；不作任何改变").WithTags(Tag)
            .Produces<MigrationReport>().Produces<Problem>(404, Problems).Produces<Problem>(422, Problems);
        app.MapPost(Root, async (MigrationBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new SubmitMigration(body.Order, body.Reason), cancellationToken)).ToCreated(plan => $"{Root}/{plan.Id}"))
            .RequireAct(Acts.WorkflowPublish).WithSummary("确认迁移：此刻的实例逐个迁移到另一版本，须写明理由").WithTags(Tag)
            .Produces<SubmittedMigration>(201).Produces<Problem>(404, Problems).Produces<Problem>(422, Problems);
        app.MapGet(Root + "/{id}", async (string id, ISender sender, CancellationToken cancellationToken) => (await sender.Send(new GetMigration(id), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowPublish).WithSummary("迁移的进度，以及没有迁移的实例和原因").WithTags(Tag).Produces<MigrationProgress>().Produces<Problem>(404, Problems);
        app.MapPost("/api/v1/cases/{number}/migrate", async (string number, CaseBody body, ISender sender, CancellationToken cancellationToken) =>
                (await sender.Send(new MigrateCase(number, body.To, body.Steps, body.Clocks, body.Reason), cancellationToken)).ToHttp())
            .RequireAct(Acts.WorkflowPublish).WithSummary("把一件工单迁移到流程的另一版本，须写明理由；不写版本就是现行版本").WithTags(Tag)
            .Produces<MigratedCase>().Produces<Problem>(403, Problems).Produces<Problem>(404, Problems).Produces<Problem>(409, Problems).Produces<Problem>(422, Problems);
    }

    /// <summary>A migration of one case; the members mean what they mean for many.</summary>
    internal sealed record CaseBody(int? To = null, IReadOnlyList<StepMapping>? Steps = null, IReadOnlyList<string>? Clocks = null, string? Reason = null);

    /// <summary>A migration as asked for.</summary>
    /// <param name="Definition">The definition's id.</param>
    /// <param name="From">Number of the version instances stand on.</param>
    /// <param name="To">Number of the version they shall go to.</param>
    /// <param name="Steps">Where steps go that the new version lacks (<c>to</c>), and waits that begin anew (<c>anew</c>).</param>
    /// <param name="Clocks">Timers of the pack that count anew; all others keep their due.</param>
    /// <param name="Instances">These only.</param>
    /// <param name="Reason">Why; asked for at the confirmation.</param>
    internal sealed record MigrationBody(
        string Definition, int From, int To, IReadOnlyList<StepMapping>? Steps = null, IReadOnlyList<string>? Clocks = null, IReadOnlyList<string>? Instances = null, string? Reason = null)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public MigrationOrder Order => new(Definition, From, To, Steps, Clocks, Instances);
    }
}
