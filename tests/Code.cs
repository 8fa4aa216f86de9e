using System.Reflection;
using System.Reflection.Emit;

namespace Experiments.Tests;

/// <summary>What the compiled code of a method names.</summary>
internal static class Code
{
    private static readonly Dictionary<ushort, OpCode> Instructions = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => unchecked((ushort)code.Value));

    /// <summary>The methods that it calls, and the fields and types that it uses.</summary>
    public static IEnumerable<MemberInfo> Members(MethodBase method) => Operands(method)
        .Where(operand =>
            operand.Kind is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
        .Select(operand => method.Module.ResolveMember(operand.Token, method.DeclaringType?.GetGenericArguments(), Arguments(method))!);

    /// <summary>The strings that are written in it.</summary>
    public static IEnumerable<string> Strings(MethodBase method) => Operands(method)
        .Where(operand => operand.Kind == OperandType.InlineString)
        .Select(operand => method.Module.ResolveString(operand.Token));

    private static Type[]? Arguments(MethodBase method) => method.IsGenericMethod ? method.GetGenericArguments() : null;

    /// <summary>The instructions that have an operand of four bytes, most of them a token.</summary>
    private static IEnumerable<(OperandType Kind, int Token)> Operands(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var code = Instructions[bytes[at] == 0xFE ? (ushort)((bytes[at++] << 8) | bytes[at++]) : bytes[at++]];
            var length = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
                _ => 4,
            };
            if (length == 4)
            {
                yield return (code.OperandType, BitConverter.ToInt32(bytes, at));
            }

            at += length;
        }
    }
}
