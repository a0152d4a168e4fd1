using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HaoChaPing.Workflows.Definitions;

/// <summary>
/// JSON that came from outside. What is taken in must come out of every store and answer again, which put it into envelopes of their own: hence a limit
/// to its depth, no name twice in an object, no half characters, no U+0000.
/// </summary>
public static class StrictJson
{
    /// <summary>Levels of objects and arrays inside each other.</summary>
    public const int MaxDepth = 56;
    /// <summary>What rows and answers, with their envelopes, hold at most.</summary>
    public const int MaxStoredDepth = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="JsonException">No JSON, too deep, a repeated name, half a character or U+0000; the message is for people.</exception>
    public static JsonNode? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <exception cref="JsonException">No JSON, too deep, a repeated name, half a character or U+0000; the message is for people.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        Check(utf8);
        return JsonNode.Parse(utf8);
    }

    private static void Check(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var open = new Stack<HashSet<string>?>();
        try
        {
            while (Read(ref reader, open.Count))
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject: open.Push(new HashSet<string>(StringComparer.Ordinal)); break;
                    case JsonTokenType.StartArray: open.Push(null); break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray: open.Pop(); break;
                    case JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal):
                        throw new JsonException("文字中有不能保存的控制字符（U+0000）");
                    case JsonTokenType.PropertyName when !open.Peek()!.Add(reader.GetString()!): throw new JsonException($"属性名“{reader.GetString()}”在同一个对象中重复");
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("文字中有不完整的字符", exception);
        }
    }

    private static bool Read(ref Utf8JsonReader reader, int depth)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException exception)
        {
            throw new JsonException(depth >= MaxDepth ? $"嵌套太深，最多 {MaxDepth} 层" : $"不是有效的 JSON（第 {exception.LineNumber + 1} 行，第 {exception.BytePositionInLine + 1} 字节）", exception);
        }
    }
}
