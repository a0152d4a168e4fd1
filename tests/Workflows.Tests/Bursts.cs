using HaoChaPing.Workflows.Execution;

namespace HaoChaPing.Workflows.Tests;

/// <summary>What a burst needs of the world when there is none.</summary>
internal static class Bursts
{
    public static readonly DateTimeOffset Now = new(2025, 3, 3, 1, 0, 0, TimeSpan.Zero);
    public static readonly IServiceProvider NoServices = new Empty();
    public static readonly ActivityCatalog Catalog = new([typeof(Bursts).Assembly]);

    private sealed class Empty : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
