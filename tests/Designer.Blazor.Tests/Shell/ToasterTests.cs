using HaoChaPing.Designer.Blazor.Shell;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shell;

public sealed class ToasterTests
{
    [Fact]
    public void News_stand_for_six_seconds_each()
    {
        var machine = new MovedMachine();
        using var toaster = new Toaster(machine);

        toaster.Say("已认领。");
        machine.Move(TimeSpan.FromSeconds(4));
        toaster.Say("已释放。");
        machine.Move(TimeSpan.FromSeconds(1.9));
        var both = Words(toaster);
        machine.Move(TimeSpan.FromSeconds(0.1));
        var later = Words(toaster);
        machine.Move(TimeSpan.FromSeconds(4));

        Assert.Equal(["已认领。", "已释放。"], both);
        Assert.Equal(["已释放。"], later);
        Assert.Empty(toaster.Current);
    }

    private static IEnumerable<string> Words(Toaster toaster) => [.. toaster.Current.Select(toast => toast.Words)];
}
