using Experiments.Losses;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses.Sigmoids;

/// <summary>
/// The sigmoids of frameworks, against what the frameworks gave. No expected value comes from this code.
/// </summary>
public class SigmoidCatalogueTests
{
    // A hash of the bits that a library gave at the 894 arguments of Arguments(), in their order.
    [Theory]
    [InlineData("naive", 0x9BC8B764DBFBF208)] // PyTorch 1.13.1, one x at a time
    [InlineData("rounded", 0xD2766C896D9BECA9)] // TensorFlow.js 4.22.0, CPU
    [InlineData("eigen-2018", 0x30F79B4549DC14BE)] // TensorFlow 1.14.0, AVX; ONNX Runtime for the web 1.30.0
    [InlineData("eigen-3.4", 0x1EFEBCFE45A638C3)] // Eigen 3.4.0, AVX
    [InlineData("eigen-3.4-fma", 0x2DA45450D5DAFE69)] // Eigen 3.4.0, FMA
    [InlineData("mlas", 0x367EFF58210CC92E)] // ONNX Runtime 1.31.1
    [InlineData("mlnet-fast", 0xE11A64595938B4DA)] // ML.NET 5.0.1, LogLoss.Derivative for label 0
    [InlineData("xgboost", 0x6A05EC536494FC25)] // XGBoost 3.3.0
    [InlineData("theano", 0x83410F3ACB80E9BA)] // Keras 2.2.4 on Theano 1.0.5
    [InlineData("tensorflow-2.3", 0x1C447C6FCFC04F56)] // TensorFlow 2.3.0, AVX
    [InlineData("mlas-wasm", 0xA6B0AA873B5C14BE)] // ONNX Runtime for the web 1.21.0
    [InlineData("tensorflow-1.12", 0x6480A68AC4DB7C68)] // TensorFlow 1.12.0, AVX
    [InlineData("eigen-5", 0x54DC5152BBDE5B23)] // Eigen 5.0.1, AVX
    [InlineData("eigen-5-fma", 0xA30FB63C6032BB6C)] // Eigen 5.0.1, FMA
    public void A_sigmoid_gives_the_bits_of_its_library_at_894_arguments(string name, ulong observed)
    {
        var x = Arguments().ToArray();
        var values = new Float32[x.Length];
        Evaluator<Float32>(name).At(x, values);
        Assert.Equal(894, x.Length);
        Assert.Equal(observed, values.Aggregate(Fnv.Offset, (hash, value) => Fnv.Add(hash, (ulong)value.Bits)));
    }

    // The first x at which a library gave 1, and the last at which it gave 0.
    [Theory]
    [InlineData("naive", 16.635532f, -88.72284f)] // PyTorch
    [InlineData("rounded", 17.32868f, -103.972084f)] // TensorFlow.js, CPU
    [InlineData("tensorflow-1.12", 16.635532f, -87.33655f)] // TensorFlow 1.11, 1.12
    [InlineData("tensorflow-2.3", 15.643771f, -87.33655f)] // TensorFlow 2.2, 2.3
    [InlineData("eigen-5", 16.635532f, -103.972084f)] // Eigen 5.0.1
    [InlineData("tanh", 16.923216f, -18.021828f)] // ½ + ½·tanh(x/2) in float32
    [InlineData("eigen-3.4", 15.643771f, null)] // Eigen 3.4.0, AVX: never 0
    [InlineData("eigen-3.4-fma", 15.724383f, null)] // Eigen 3.4.0, FMA
    [InlineData("thinc", 16.635532f, null)] // Thinc 9.1.1
    public void A_sigmoid_is_1_from_the_x_on_and_0_up_to_the_x_at_which_its_library_is(string name, float one, float? zero)
    {
        var sigmoid = Evaluator<Float32>(name);
        Assert.Equal(1, At(one));
        Assert.True(At(float.BitDecrement(one)) < 1);
        Assert.Equal(zero is null, At(-200) > 0);
        if (zero is { } last)
        {
            Assert.Equal(0, At(last));
            Assert.True(At(float.BitIncrement(last)) > 0);
        }

        float At(float x) => sigmoid.At(new(x)).Value;
    }

    [Theory]
    [InlineData("mlas", -17f, 8.940697e-8f)] // onnx/onnx#6713
    [InlineData("mlas", -20f, 0f)]
    [InlineData("naive", -17f, 4.1399378e-8f)]
    [InlineData("naive", -20f, 2.0611537e-9f)]
    [InlineData("mlas-arm", -18f, -5.9604645e-8f)] // microsoft/onnxruntime#22557
    [InlineData("mlas-arm", -18.25f, -5.9604645e-8f)] // sonos/tract#2618
    [InlineData("mlas-arm", -18.5625f, -5.9604645e-8f)]
    [InlineData("mlas-wasm", -18.5f, -5.9604645e-8f)] // ONNX Runtime for the web 1.21.0
    [InlineData("xla-tanh", -16.740633f, -5.9604645e-8f)] // pytorch/xla#4311
    [InlineData("thinc", -50f, 2.0611537e-9f)] // σ(−20); Thinc 9.1.1 gives 2.0611535e-9, with NumPy's e^20
    [InlineData("nnlib-fast", -80.00001f, 0f)] // its own cut-offs
    [InlineData("nnlib-fast", 40.000004f, 1f)]
    [InlineData("tflite-reference", 16.619047f, 0.9999999f)] // 1 only above its cut-off
    [InlineData("tflite-reference", 16.619049f, 1f)]
    public void A_sigmoid_gives_the_value_of_a_public_report_or_source(string name, float x, float value) =>
        Assert.Equal(new Float32(value).Bits, Evaluator<Float32>(name).At(new(x)).Bits);

    // tensorflow/tensorflow#123104: in bfloat16 on the CPU.
    [Theory]
    [InlineData("5.5", "0.99609375")]
    [InlineData("5.75", "0.9921875")]
    [InlineData("6", "1")]
    public void E_to_the_x_over_1_plus_itself_is_not_monotone_in_bfloat16(string x, string value) =>
        Assert.Equal(BFloat16.Parse(value).Bits, Evaluator<BFloat16>("exp-over").At(BFloat16.Parse(x)).Bits);

    // microsoft/onnxruntime#14784: the kernel for float16 up to 1.14.
    [Theory]
    [InlineData("-7.8477", "0")]
    [InlineData("7.3320", "0.99902")]
    [InlineData("-7.8008", "0")]
    [InlineData("6.6016", "0.99902")]
    public void One_minus_the_larger_sigmoid_loses_small_ones_in_float16(string x, string value) =>
        Assert.Equal(Float16.Parse(value).Bits, Evaluator<Float16>("one-minus").At(Float16.Parse(x)).Bits);

    // tinygrad 0.13 (clang) and Thinc 9.1.1 (NumPy's exp): their exponentials are not rounded once.
    [Theory]
    [InlineData("tinygrad", -26.5f, 3.0988194e-12f, 2)]
    [InlineData("tinygrad", -50f, 1.9287522e-22f, 0)]
    [InlineData("thinc", -16.635534f, 5.9604517e-8f, 4)]
    public void A_sigmoid_is_within_some_ulps_of_its_library(string name, float x, float observed, int ulps) =>
        Assert.Equal(ulps, Math.Abs((int)Evaluator<Float32>(name).At(new(x)).Bits - (int)new Float32(observed).Bits));

    [Fact]
    public void The_names_are_distinct_and_found()
    {
        Assert.Equal(SigmoidCatalogue.All.Count, SigmoidCatalogue.All.Select(sigmoid => sigmoid.Name).Distinct().Count());
        Assert.All(SigmoidCatalogue.All, sigmoid => Assert.Same(sigmoid, SigmoidCatalogue.Find(sigmoid.Name)));
        Assert.Null(SigmoidCatalogue.Find("none"));
    }

    [Fact]
    public void Each_family_is_in_the_catalogue()
    {
        Sigmoid[] families = [.. AsWritten.All, .. CutOffs.All, .. Rationals.All, .. Exponentials.All];
        Assert.Equal(SigmoidCatalogue.All.Select(sigmoid => sigmoid.Name).Order(), families.Select(sigmoid => sigmoid.Name).Order());
    }

    private static Evaluator<T> Evaluator<T>(string name)
        where T : struct, IFloat<T> => SigmoidCatalogue.Find(name)!.Value(Expression.X).In<T>();

    /// <summary>
    /// Every 1/8 from −50 to 50, large and small ones, and 20 numbers around where σ is 1 and where Keras' clip ends.
    /// </summary>
    private static IEnumerable<Float32> Arguments()
    {
        List<float> x = [.. Enumerable.Range(-400, 801).Select(k => k / 8f), -88, 88, -89, 89, -103, 103, -104, 104];
        x.AddRange([-0f, -1e-8f, 1e-8f, -1e-5f, 1e-5f]);
        foreach (var edge in (float[])[16.635532f, 15.536921f])
        {
            for (var k = -10; k < 10; k++)
            {
                var near = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(edge) + k);
                x.AddRange([near, -near]);
            }
        }

        return x.Select(value => new Float32(value));
    }
}
