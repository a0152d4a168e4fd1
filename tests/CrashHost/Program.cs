using HaoChaPing.CaseManagement.Persistence;
using HaoChaPing.CrashHost;
using HaoChaPing.Designer.Blazor;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

// The real server, killed at its first commit after the start: --kill=before or --kill=after.
await using var app = HaoChaPingHost.Create(args, builder =>
{
    var kill = new KillAtCommit(builder.Configuration["kill"]);
    builder.Services.ConfigureDbContext<SqliteCaseDbContext>(options => options.AddInterceptors(kill));
    builder.Services.AddHostedService(_ => kill); // after the host's own start, whose commits do not count
});
await app.RunAsync();
