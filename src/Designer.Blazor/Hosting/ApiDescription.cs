using HaoChaPing.CaseManagement.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>What <c>/openapi/v1.json</c> says beyond the routes themselves: the title, how to sign in, and which calls need it.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";
    private const string ApiKey = "apiKey";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAllowAnonymous>().Any()) return Task.CompletedTask;
            operation.Security = [Need(Bearer, context.Document), Need(ApiKey, context.Document)];
            if (metadata.OfType<RequiredAct>().LastOrDefault() is { } act) operation.Description = $"{operation.Description}\n\n需要权限：`{act.Act}`。".Trim();
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "好差评 HaoChaPing", Version = "v1",
            Description = "政务服务“好差评”差评办理系统的接口。时刻为带时区的 ISO 8601；拒绝以 RFC 9457 问题详情（application/problem+json）答复，`code` 固定不变，`title` 说明下一步怎么办；" +
                          "写入类请求可带 `Idempotency-Key`，同键同内容得到同一答复。",
        };
        document.Servers = []; // the address is the caller's own
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "POST /api/v1/auth/token 换取的令牌。" },
            [ApiKey] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "业务系统和评价渠道的密钥。" },
        };
    }

    private static OpenApiSecurityRequirement Need(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
