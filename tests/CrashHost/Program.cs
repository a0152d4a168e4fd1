using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CrashHost;
using HaoChaPing.Designer.Blazor;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

// The real server, killed at a commit after its start: --kill=after the first, --kill=before the first, or, with --commits=1, before the second.
await using var app = HaoChaPingHost.Create(args, builder =>
{
    var kill = new KillAtCommit(builder.Configuration["kill"], builder.Configuration.GetValue("commits", 0));
    builder.Services.ConfigureDbContext<SqliteCaseDbContext>(options => options.AddInterceptors(kill));
    builder.Services.AddHostedService(_ => kill); // after the host's own start, whose commits do not count
});
await app.RunAsync();
