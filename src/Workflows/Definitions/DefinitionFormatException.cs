namespace HaoChaPing.Workflows.Definitions;

/// <summary>A text that is no workflow definition. The message is a Chinese sentence for whoever imports or saves it.</summary>
public sealed class DefinitionFormatException(string message, Exception? inner = null) : Exception(message, inner);
