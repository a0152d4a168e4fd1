namespace HaoChaPing.UpperPlatform;

/// <summary>The platform cannot start on this folder. Shown as it is, in Chinese and English, without a stack; the exit code is 2.</summary>
public sealed class RefusedFolderException(string chinese, string english) : Exception($"{chinese}（{english}）");
