using HaoChaPing.CaseManagement;
using HaoChaPing.Workflows;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWorkflows().AddCaseManagement();
var app = builder.Build();
app.MapGet("/health/live", () => "ok");
app.Run();

/// <summary>The product's one executable.</summary>
public partial class Program;
