using System.Numerics.Tensors;
using System.Runtime.Intrinsics.X86;
using Experiments.Losses;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;
using Experiments.Observed;
using MathNet.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

#pragma warning disable RS0030 // The platform's own functions are what is observed here; no output rests on them.

namespace Experiments.Tests.Frameworks;

/// <summary>The libraries that this program carries, run again: they agree with what is recorded of them.</summary>
public class LiveStackTests
{
    [Fact]
    public void ONNX_Runtime_gives_the_recorded_sigmoid()
    {
        Assert.SkipUnless(Fma.IsSupported && Avx2.IsSupported, "ONNX Runtime has other code for other processors.");
        var x = Arguments("onnxruntime-1.31.1-dotnet-float-block");
        using var session = new InferenceSession(SigmoidModel());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(x, [x.Length]))]);
        Assert.Equal(Recorded("onnxruntime-1.31.1-dotnet-float-block"), results[0].AsEnumerable<float>());
    }

    [Fact]
    public void MathF_gives_a_sigmoid_that_the_entry_allows() =>
        Allowed("dotnet-mathf-10.0.12", x => 1 / (1 + MathF.Exp(-x)));

    [Fact]
    public void Tensor_primitives_give_a_sigmoid_that_the_entry_allows()
    {
        var x = Arguments("dotnet-tensorprimitives-11.0.0-float");
        var values = new float[x.Length];
        TensorPrimitives.Sigmoid(x, values);
        var given = x.Zip(values).ToLookup(pair => pair.First, pair => pair.Second);
        Allowed("dotnet-tensorprimitives-11.0.0-float", x => given[x].First());
    }

    [Fact]
    public void MathNet_gives_a_sigmoid_that_the_entry_allows()
    {
        var stack = ObservedStacks.All.Single(stack => stack.Name == "mathnet-5.0.0");
        var bounds = new Enclosure<Float64>(SigmoidCatalogue.Find(stack.Sigmoid!.Entry)!.Of(Expression.X), stack.Ulps);
        Assert.All(Arguments(stack.Name), x => Assert.True(bounds.At(new(x)).Holds(new(SpecialFunctions.Logistic(x)))));
    }

    private static void Allowed(string name, Func<float, float> sigmoid)
    {
        var stack = ObservedStacks.All.Single(stack => stack.Name == name);
        var bounds = new Enclosure<Float32>(SigmoidCatalogue.Find(stack.Sigmoid!.Entry)!.Of(Expression.X), stack.Ulps);
        Assert.All(Arguments(name), x => Assert.True(bounds.At(new(x)).Holds(new(sigmoid(x))), $"{x}: {sigmoid(x)}"));
    }

    private static float[] Arguments(string name) => [.. Sigmoids(name).Select(cell => Float32.Parse(cell.X).Value)];

    private static float[] Recorded(string name) => [.. Sigmoids(name).Select(cell => Float32.Parse(cell.Text).Value)];

    private static IEnumerable<ObservedCell> Sigmoids(string name) => ObservedTables.Load(name).Cells("sigmoid").Where(cell => cell.Label);

    /// <summary>An ONNX model of one node: s = Sigmoid(x), of any number of floats.</summary>
    private static byte[] SigmoidModel()
    {
        byte[] node = [.. Text(1, "x"), .. Text(2, "s"), .. Text(4, "Sigmoid")];
        byte[] graph = [.. Part(1, node), .. Text(2, "g"), .. Part(11, Floats("x")), .. Part(12, Floats("s"))];
        return [8, 8, .. Part(7, graph), .. Part(8, [.. Text(1, ""), 16, 17])];

        static byte[] Floats(string name) => [.. Text(1, name), .. Part(2, Part(1, [8, 1, .. Part(2, Part(1, Text(2, "n")))]))];

        static byte[] Text(int field, string text) => Part(field, System.Text.Encoding.ASCII.GetBytes(text));

        static byte[] Part(int field, byte[] content) => [(byte)((field << 3) | 2), (byte)content.Length, .. content];
    }
}
