using HaoChaPing.Workflows.Execution;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HaoChaPing.Workflows.Tests.Runtime;

public sealed class OutageTests
{
    [Fact]
    public void The_database_being_gone_is_nobodys_fault_however_deep_it_is_wrapped() =>
        Assert.True(Outage.Is(new InvalidOperationException("outer", new SqliteException("disk full", 13)), CancellationToken.None));

    public static TheoryData<Exception> OfTheDefinition => [new TimeZoneNotFoundException("Mars", new FileNotFoundException("/usr/share/zoneinfo/Mars")), new InsufficientMemoryException(), new IOException("no such file")];

    [Theory, MemberData(nameof(OfTheDefinition))]
    public void What_a_step_brings_about_by_itself_is_the_fault_of_the_step(Exception exception) => Assert.False(Outage.Is(exception, CancellationToken.None));

    [Fact]
    public void To_be_told_to_stop_is_an_outage_and_a_cancellation_of_ones_own_is_not()
    {
        Assert.True(Outage.Is(new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.False(Outage.Is(new OperationCanceledException(), CancellationToken.None));
    }
}
