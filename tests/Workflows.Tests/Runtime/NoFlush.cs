using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Workflows.Tests.Runtime;

/// <summary>A store that does not wait for the disk, for tests that play many cases and kill no process.</summary>
internal sealed class NoFlush : DbConnectionInterceptor
{
    public static void Add(IServiceCollection services) => services.ConfigureDbContext<TestDbContext>(options => options.AddInterceptors(new NoFlush()));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SwitchOff(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SwitchOff(connection);
        return Task.CompletedTask;
    }

    private static void SwitchOff(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF";
        command.ExecuteNonQuery();
    }
}
