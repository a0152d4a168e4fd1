namespace HaoChaPing.CaseManagement.Common;

/// <summary>The server cannot start like this. Shown to the operator as it is, in Chinese and English, without a stack; the exit code is 2.</summary>
public sealed class RefusedStartException(string chinese, string english) : Exception($"{chinese}（{english}）");
