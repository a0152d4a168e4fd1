using HaoChaPing.Designer.Blazor.Shell;
using Xunit;

namespace HaoChaPing.Designer.Blazor.Tests.Shell;

public sealed class SignInPageTests
{
    [Theory]
    [InlineData("/tasks/5", "/tasks/5")]
    [InlineData("/inbox?view=unit", "/inbox?view=unit")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("/\tinbox", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData(null, "/")]
    public void Only_our_own_pages_follow_a_sign_in(string? asked, string led) => Assert.Equal(led, SignInPage.LocalAddress(asked));
}
