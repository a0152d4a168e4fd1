using HaoChaPing.Designer.Blazor.Hosting;

return await Verbs.RunAsync(args);

/// <summary>The product's one executable.</summary>
public partial class Program;
