using System.Text;

namespace Experiments.Tests.Training.Features;

/// <summary>Models in ONNX's protocol buffers, of a few nodes without weights, as a test needs them.</summary>
internal static class TinyOnnx
{
    /// <summary>onnx.TensorProto.DataType.</summary>
    public const int Float32 = 1;

    public const int Int32 = 6;

    /// <summary>
    /// A model of nodes (operator, input, output), its inputs and outputs; a length of 0 may be anything.
    /// </summary>
    public static byte[] Model(
        (string Operator, string Input, string Output)[] nodes,
        (string Name, int Type, int[] Lengths)[] inputs,
        (string Name, int Type, int[] Lengths)[] outputs) =>
    [
        .. Number(1, 7), // ir_version
        .. Part(7, [
            .. nodes.SelectMany(node => Part(1, [.. Part(1, node.Input), .. Part(2, node.Output), .. Part(4, node.Operator)])),
            .. Part(2, "tiny"),
            .. inputs.SelectMany(input => Part(11, Value(input))),
            .. outputs.SelectMany(output => Part(12, Value(output))),
        ]),
        .. Part(8, [.. Part(1, ""), .. Number(2, 13)]), // opset_import
    ];

    /// <summary>A model of one node from `x` to `y`.</summary>
    public static byte[] Of(string node, int[] input, int[] output, int inputType = Float32, int outputType = Float32) =>
        Model([(node, "x", "y")], [("x", inputType, input)], [("y", outputType, output)]);

    /// <summary>A model that multiplies by a number in another file.</summary>
    public static byte[] WithWeightElsewhere(string file)
    {
        // TensorProto: its length, its type, its name, where it is, and that it is there.
        byte[] weight =
        [
            .. Number(1, 1),
            .. Number(2, Float32),
            .. Part(8, "w"),
            .. Part(13, [.. Part(1, "location"), .. Part(2, file)]),
            .. Number(14, 1),
        ];
        byte[] node = [.. Part(1, "x"), .. Part(1, "w"), .. Part(2, "y"), .. Part(4, "Mul")];
        byte[] graph =
        [
            .. Part(1, node),
            .. Part(2, "tiny"),
            .. Part(5, weight),
            .. Part(11, Value(("x", Float32, [0, 8, 8, 3]))),
            .. Part(12, Value(("y", Float32, [0, 8, 8, 3]))),
        ];
        return [.. Number(1, 7), .. Part(7, graph), .. Part(8, [.. Part(1, ""), .. Number(2, 13)])];
    }

    private static byte[] Value((string Name, int Type, int[] Lengths) value) =>
    [
        .. Part(1, value.Name),
        .. Part(2, Part(1, [.. Number(1, value.Type), .. Part(2, [.. value.Lengths.SelectMany(Dimension)])])),
    ];

    private static byte[] Dimension(int length, int index) => Part(1, length > 0 ? Number(1, length) : Part(2, $"d{index}"));

    private static byte[] Number(int field, int value) => [(byte)(field << 3), .. Varint(value)];

    private static byte[] Part(int field, string text) => Part(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Part(int field, byte[] bytes) => [(byte)((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Varint(int value) => value < 0x80 ? [(byte)value] : [(byte)((value & 0x7F) | 0x80), .. Varint(value >> 7)];
}
