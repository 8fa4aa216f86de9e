using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Features;
using static Experiments.Tests.Training.Features.FeatureFixture;

namespace Experiments.Tests.Training.Features;

public sealed class FeatureExtractorTests : IDisposable
{
    // 2 whole chunks of 64 and one of 22.
    private const int Count = 150;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_computed_once_is_read_from_then_on()
    {
        var (first, computed, _) = Extract("tiny_nhwc.onnx");
        var (second, again, reused) = Extract("tiny_nhwc.onnx");
        Assert.Equal((Count, 0, Count), (computed, again, reused));
        Assert.Equal(first, second);
        Assert.Equal(Count, first.Length);
    }

    [Fact]
    public void An_interrupted_run_goes_on_where_it_stopped_and_gives_the_same()
    {
        using var whole = new TemporaryFolder();
        var expected = Extract("tiny_nhwc.onnx", into: whole).Features;
        using var interrupt = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Extract("tiny_nhwc.onnx", interrupt: interrupt));
        var (features, computed, reused) = Extract("tiny_nhwc.onnx");
        Assert.Equal((Count - 64, 64), (computed, reused));
        Assert.Equal(expected, features);
    }

    [Fact]
    public void Another_model_or_preprocessing_or_picture_is_computed_anew()
    {
        Extract("tiny_nhwc.onnx");
        Assert.Equal(Count, Extract("tiny_nchw.onnx").Computed);
        Assert.Equal(Count, Extract("tiny_nhwc.onnx", options: new(Preprocessing.Named[0].Value)).Computed);
        Assert.Equal(Count, Extract("tiny_nhwc.onnx", start: 1).Computed);
        Assert.Equal(0, Extract("tiny_nhwc.onnx").Computed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(-1)]
    public void A_damaged_file_counts_as_missing(int offset)
    {
        var (expected, _, _) = Extract("tiny_nhwc.onnx");
        var file = Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(file);
        bytes[offset < 0 ? bytes.Length + offset : offset] ^= 1;
        File.WriteAllBytes(file, bytes);
        var (features, computed, _) = Extract("tiny_nhwc.onnx");
        Assert.InRange(computed, 1, 64);
        Assert.Equal(expected, features);
        File.WriteAllBytes(file, bytes[..30]);
        Assert.InRange(Extract("tiny_nhwc.onnx").Computed, 1, 64);
    }

    [Fact]
    public void A_file_is_as_documented()
    {
        StateFolder.Cache(folder.Path).Write(0x0123456789ABCDEF, 2, [1, 2, 3, 4, 5, 6]);
        var bytes = File.ReadAllBytes(folder.At("features-0123456789abcdef.cache"));
        Assert.Equal(
            [.. "exp·fea"u8, 2, 0, 0, 0, 0xEF, 0xCD, 0xAB, 0x89, 0x67, 0x45, 0x23, 0x01, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0x80, 0x3F],
            bytes[..32]);
        Assert.Equal(28 + (6 * 4) + 8, bytes.Length);
        Assert.Equal([1, 2, 3, 4, 5, 6], StateFolder.Cache(folder.Path).Read(0x0123456789ABCDEF, 2)!);
        Assert.Null(StateFolder.Cache(folder.Path).Read(0x0123456789ABCDEF, 3));
        Assert.Null(StateFolder.Cache(folder.Path).Read(0x0123456789ABCDEE, 2));
    }

    [Fact]
    public void A_feature_that_is_no_number_is_named()
    {
        // √ of −1 in red of the second picture: the pixel 0 less the mean 1.
        using var models = new TemporaryFolder();
        var file = models.Write("root.onnx", TinyOnnx.Of("Sqrt", [0, 8, 8, 3], [0, 8, 8, 3]));
        var pictures = Pictures(2, start: 10);
        pictures.Pixels[192 + 6] = 0;
        using var model = Load(file, new(Preprocessing.None with { Mean = [1, 1, 1] }), 1);
        var extractor = new FeatureExtractor(model, StateFolder.Cache(folder.Path));
        var error = Assert.Throws<InputException>(() => extractor.Extract(pictures, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("root.onnx: feature 6 of training picture 1 is NaN", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var model = Load(PathOf("tiny_nhwc.onnx"), Plain, 1);
        var missing = folder.At("missing");
        var extractor = new FeatureExtractor(model, StateFolder.Cache(missing));
        var error = Assert.Throws<IOException>(() => extractor.Extract(Pictures(1), cancellation: TestContext.Current.CancellationToken));
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    private (float[] Features, int Computed, int Reused) Extract(
        string file,
        FeatureModelOptions? options = null,
        int start = 0,
        TemporaryFolder? into = null,
        CancellationTokenSource? interrupt = null)
    {
        using var model = Load(PathOf(file), options ?? Plain, 1);
        var extractor = new FeatureExtractor(model, StateFolder.Cache((into ?? folder).Path));
        var cancellation = interrupt?.Token ?? TestContext.Current.CancellationToken;
        var set = extractor.Extract(Pictures(Count, start), new Interruption(interrupt), cancellation);
        return (set.Features, extractor.Computed, extractor.Reused);
    }

    /// <summary>Cancels when the first pictures are done.</summary>
    private sealed class Interruption(CancellationTokenSource? interrupt) : IProgress<int>
    {
        public void Report(int value) => interrupt?.Cancel();
    }
}
