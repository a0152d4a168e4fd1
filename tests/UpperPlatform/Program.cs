using HaoChaPing.UpperPlatform;

try
{
    // --address-file: where to write the address, once it is one that answers; with port 0 in --urls the machine chooses a free one.
    await using var app = UpperPlatformApp.Create(args);
    await app.StartAsync();
    if (app.Configuration["address-file"] is { } file)
    {
        await File.WriteAllTextAsync(file + ".new", app.Urls.First());
        File.Move(file + ".new", file, overwrite: true);
    }
    await app.WaitForShutdownAsync();
    return 0;
}
catch (RefusedFolderException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
