using HaoChaPing.UpperPlatform;

UpperPlatformApp.Create(args).Run();
