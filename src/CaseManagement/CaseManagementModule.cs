using HaoChaPing.CaseManagement.Upload;
using Microsoft.Extensions.DependencyInjection;

namespace HaoChaPing.CaseManagement;

/// <summary>The business's composition.</summary>
public static class CaseManagementModule
{
    public static IServiceCollection AddCaseManagement(this IServiceCollection services) => services
        .AddUpload();
}
