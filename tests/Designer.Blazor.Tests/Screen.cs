using Bunit;
using Bunit.TestDoubles;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Organisation;
using HaoChaPing.Designer.Blazor.Shell;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.Designer.Blazor.Tests;

/// <summary>A page before an official of 安康市第一承办单位 on 10 October 2025, half past nine.</summary>
public sealed class Screen : BunitContext
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-10-10T09:30:00+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public Screen(Answers answers)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(new StillClock(Now));
        Services.AddSingleton<MachineClock>();
        Services.AddScoped<CurrentUser>();
        // Nobody is signed in here, so the loader never asks its database.
        Services.AddScoped(scope => new CurrentUserLoader(null!, scope.GetRequiredService<CurrentUser>(), TimeProvider.System));
        Services.AddSingleton<CaseManagement.Common.ISender>(answers);
        Services.AddScoped<ScopedSender>();
        Services.AddSingleton<CaseManagement.Inbox.DeskNews>();
        Services.AddScoped<Pulse>();
        Services.AddScoped<Toaster>();
        this.AddAuthorization();
    }

    public static Me Handler { get; } = new("ak-handler", "安康第一承办单位经办", "ak-unit-1", "安康市第一承办单位", ["institutionHandler"], [Acts.ReadCase, Acts.Rectify], []);

    /// <summary>Whether the page has come alive; before that it is only drawn.</summary>
    public bool Lives { get; init; } = true;

    public override IRenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>>? parameterBuilder = null)
    {
        SetRendererInfo(new RendererInfo(Lives ? "Server" : "Static", Lives));
        return base.Render(parameterBuilder);
    }

    /// <summary>Opens a page at its address, as the router would.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null, Me? me = null) where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<TPage>(page =>
        {
            page.AddCascadingValue(me ?? Handler);
            parameters?.Invoke(page);
        });
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
