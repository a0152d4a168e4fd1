using System.Reflection;
using System.Reflection.Emit;
using HaoChaPing.CaseManagement;
using HaoChaPing.Designer.Blazor;
using HaoChaPing.Workflows;

namespace HaoChaPing.Architecture.Tests;

/// <summary>What the tests of the house look at: its three assemblies, and which types a type names anywhere, method bodies included.</summary>
internal static class House
{
    public static readonly Assembly Workflows = typeof(WorkflowsModule).Assembly;
    public static readonly Assembly CaseManagement = typeof(CaseManagementModule).Assembly;
    public static readonly Assembly Designer = typeof(HaoChaPingHost).Assembly;
    public static readonly IReadOnlyList<Assembly> All = [Workflows, CaseManagement, Designer];

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>Types that a person wrote; what the compiler made inside them counts with them.</summary>
    public static IEnumerable<Type> Written(this Assembly assembly) => assembly.GetTypes().Where(t => t.DeclaringType is null && t.Namespace is not null);

    public static IReadOnlySet<Type> NamedBy(Type type)
    {
        var named = new HashSet<Type>();
        foreach (var part in Nested(type)) AddMembers(part, named);
        return named;
    }

    private static IEnumerable<Type> Nested(Type type) => type.GetNestedTypes(Everything).SelectMany(Nested).Prepend(type);

    private static void AddMembers(Type type, HashSet<Type> named)
    {
        Add(type.BaseType, named);
        foreach (var contract in type.GetInterfaces()) Add(contract, named);
        foreach (var field in type.GetFields(Everything)) Add(field.FieldType, named);
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            if (method is MethodInfo { ReturnType: var answer }) Add(answer, named);
            foreach (var parameter in method.GetParameters()) Add(parameter.ParameterType, named);
            foreach (var member in MembersIn(method)) AddMember(member, named);
        }
    }

    private static void AddMember(MemberInfo member, HashSet<Type> named)
    {
        if (member is Type type) Add(type, named);
        else Add(member.DeclaringType, named);
        if (member is MethodInfo { IsGenericMethod: true } method)
            foreach (var argument in method.GetGenericArguments()) Add(argument, named);
    }

    private static void Add(Type? type, HashSet<Type> named)
    {
        if (type is null || type.IsGenericParameter) return;
        if (type.HasElementType) { Add(type.GetElementType(), named); return; }
        foreach (var argument in type.GenericTypeArguments) Add(argument, named);
        named.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    /// <summary>Every member that the body of a method calls, reads or names.</summary>
    private static IEnumerable<MemberInfo> MembersIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var first = code[at++];
            var opCode = Codes[first == 0xFE ? unchecked((short)(0xFE00 | code[at++])) : first];
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ArgumentsOf(method.DeclaringType), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            at += SizeOf(opCode.OperandType, code, at);
        }
    }

    private static Type[]? ArgumentsOf(Type? type) => type?.IsGenericType == true ? type.GetGenericArguments() : null;

    private static int SizeOf(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}
