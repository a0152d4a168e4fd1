using HaoChaPing.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement.Inbox;

/// <summary>The composition of tasks and their forms.</summary>
internal static class InboxModule
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddScoped<IDefinitionCheck, HumanTaskCheck>().AddSingleton<DeskNews>().AddSingleton<DeskNewsInterceptor>()
        .AddScoped<FormCatalog>().AddScoped<TaskDesk>().AddScoped<TaskUnits>().AddScoped<TaskAccess>().AddScoped<TaskLists>().AddScoped<TaskRows>().AddScoped<TaskForms>().AddScoped<TaskFields>().AddScoped<CaseFiles>().AddScoped<DueGroups>().AddScoped<Colleagues>().AddScoped<TaskHands>().AddScoped<TaskDrafts>().AddScoped<TaskFilters>().AddScoped<TaskWalk>().AddScoped<Staff>();
}
