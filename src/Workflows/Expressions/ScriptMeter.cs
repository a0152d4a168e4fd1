using System.Collections.ObjectModel;
using System.Reflection;
using Jint.Parser;
using Jint.Parser.Ast;
using Constant = Jint.Parser.Ast.Literal;

namespace HaoChaPing.Workflows.Expressions;

/// <summary>
/// Makes a script that was read report what it does to its <see cref="ScriptBudget"/>: every statement, every turn of a loop, every call of a function,
/// and, where one statement joins texts or calls something more than once, each of these.
/// </summary>
internal sealed class ScriptMeter
{
    /// <summary>The function that makes regular expressions, under a name no script can write.</summary>
    public const string MakesRegExp = "#regexp";

    private readonly HashSet<SyntaxNode> _seen = [];

    private ScriptMeter() { }

    public static void Install(Program program)
    {
        var meter = new ScriptMeter();
        program.Body = meter.List(program.Body, 0, isFunction: false);
        foreach (var function in program.FunctionDeclarations ?? []) meter.Visit(function, new Piece());
    }

    private MeteredStatements List(IEnumerable<Statement> statements, int entry, bool isFunction)
    {
        var (list, weights) = (statements.ToList(), new List<int>());
        foreach (var statement in list)
        {
            var piece = new Piece();
            Visit(statement, piece);
            weights.Add(piece.Close());
        }

        return new MeteredStatements(list, [.. weights], entry, isFunction);
    }

    private void Visit(SyntaxNode? node, Piece piece)
    {
        if (node is null || !_seen.Add(node)) return;
        piece.Nodes++;
        switch (node)
        {
            case BlockStatement block:
                block.Body = List(block.Body, 0, isFunction: false);
                break;
            case SwitchCase @case:
                Children(@case, piece, except: nameof(SwitchCase.Consequent));
                @case.Consequent = List(@case.Consequent, 0, isFunction: false);
                break;
            case FunctionDeclaration or FunctionExpression:
                var body = (BlockStatement)((IFunctionDeclaration)node).Body;
                if (_seen.Add(body)) body.Body = List(body.Body, 1, isFunction: true);
                break;
            case ForStatement loop:
                Children(loop, piece, except: nameof(loop.Body));
                loop.Body = Turn(loop.Body, piece.Nodes);
                break;
            case ForInStatement loop:
                Children(loop, piece, except: nameof(loop.Body));
                loop.Body = Turn(loop.Body, piece.Nodes);
                break;
            case WhileStatement loop:
                Children(loop, piece, except: nameof(loop.Body));
                loop.Body = Turn(loop.Body, piece.Nodes);
                break;
            case DoWhileStatement loop:
                Children(loop, piece, except: nameof(loop.Body));
                loop.Body = Turn(loop.Body, piece.Nodes);
                break;
            default:
                Children(node, piece, except: null);
                break;
        }
    }

    /// <summary>The body of a loop; a turn costs what its head costs, too.</summary>
    private BlockStatement Turn(Statement body, int head)
    {
        var block = body as BlockStatement ?? new BlockStatement { Type = SyntaxNodes.BlockStatement, Body = [body], Location = body.Location, Range = body.Range };
        if (_seen.Add(block)) block.Body = List(block.Body, head, isFunction: false);
        return block;
    }

    private void Children(SyntaxNode node, Piece piece, string? except)
    {
        foreach (var field in Fields(node.GetType()).Where(field => field.Name != except))
            switch (field.GetValue(node))
            {
                case SyntaxNode child when field.FieldType.IsAssignableFrom(typeof(Expression)):
                    Slot(child, piece, made => field.SetValue(node, made));
                    break;
                case SyntaxNode child:
                    Visit(child, piece);
                    break;
                case IEnumerable<Expression> children when field.FieldType.IsAssignableFrom(typeof(List<Expression>)):
                    var list = children.ToList();
                    field.SetValue(node, list);
                    for (var i = 0; i < list.Count; i++)
                    {
                        var at = i;
                        Slot(list[i], piece, made => list[at] = made);
                    }

                    break;
                case IEnumerable<SyntaxNode> children:
                    foreach (var child in children.ToList()) Visit(child, piece);
                    break;
                default:
                    break;
            }
    }

    private void Slot(SyntaxNode? child, Piece piece, Action<Expression> replace)
    {
        if (child is Constant { Type: SyntaxNodes.RegularExpressionLiteral } literal)
        {
            // The interpreter would keep what it makes of a literal for all later runs, with all it reaches.
            replace(RegExp(literal));
            return;
        }

        Visit(child, piece);
        if (child is CallExpression or NewExpression or BinaryExpression { Operator: BinaryOperator.Plus } or AssignmentExpression { Operator: AssignmentOperator.PlusAssign })
            piece.Growing.Add(() => replace(new SequenceExpression
            {
                Type = SyntaxNodes.SequenceExpression, Expressions = new MeteredExpression((Expression)child), Location = child.Location, Range = child.Range,
            }));
    }

    private static CallExpression RegExp(Constant literal) => new()
    {
        Type = SyntaxNodes.CallExpression, Location = literal.Location, Range = literal.Range,
        Callee = new Identifier { Type = SyntaxNodes.Identifier, Name = MakesRegExp, Location = literal.Location, Range = literal.Range },
        Arguments = [new Constant { Type = SyntaxNodes.Literal, Value = literal.Raw, Raw = literal.Raw, Location = literal.Location, Range = literal.Range }],
    };

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, FieldInfo[]> Known = [];

    // All children stand in fields; the lists of declarations, which are properties, name again what stands in the bodies. Property alone is different.
    private static FieldInfo[] Fields(Type type) => Known.GetOrAdd(type, static type =>
        [.. from at in Ancestry(type)
            from field in at.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where typeof(SyntaxNode).IsAssignableFrom(field.FieldType) || typeof(IEnumerable<SyntaxNode>).IsAssignableFrom(field.FieldType)
            select field]);

    private static IEnumerable<Type> Ancestry(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType) yield return type;
    }

    /// <summary>What runs between two reports: a statement without the lists and functions in it.</summary>
    private sealed class Piece
    {
        public int Nodes { get; set; }
        /// <summary>What can double what there is.</summary>
        public List<Action> Growing { get; } = [];

        public int Close()
        {
            if (Growing.Count > 1)
                foreach (var meter in Growing) meter();
            return Nodes;
        }
    }
}

/// <summary>Statements one after another, each reported before it runs.</summary>
internal sealed class MeteredStatements(List<Statement> statements, int[] weights, int entry, bool isFunction) : Collection<Statement>(statements), IEnumerable<Statement>
{
    IEnumerator<Statement> IEnumerable<Statement>.GetEnumerator() => new Enumerator(statements, weights, entry, isFunction);

    private sealed class Enumerator : IEnumerator<Statement>
    {
        private readonly List<Statement> _statements;
        private readonly int[] _weights;
        private readonly ScriptBudget? _budget = ScriptBudget.Current;
        private readonly bool _isFunction;
        private int _at = -1;

        public Enumerator(List<Statement> statements, int[] weights, int entry, bool isFunction)
        {
            (_statements, _weights, _isFunction) = (statements, weights, isFunction);
            if (isFunction) _budget?.Enter();
            if (entry > 0) _budget?.Statement(entry);
        }

        public Statement Current => _statements[_at];
        object System.Collections.IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (++_at >= _statements.Count) return false;
            _budget?.Statement(_weights[_at]);
            return true;
        }

        public void Reset() => _at = -1;

        public void Dispose()
        {
            if (_isFunction) _budget?.Leave();
        }
    }
}

/// <summary>One expression, reported before and after it is evaluated.</summary>
internal sealed class MeteredExpression(Expression expression) : Collection<Expression>([expression]), IEnumerable<Expression>
{
    IEnumerator<Expression> IEnumerable<Expression>.GetEnumerator()
    {
        ScriptBudget.Current?.Expect(0);
        yield return this[0];
        ScriptBudget.Current?.Expect(0);
    }
}
