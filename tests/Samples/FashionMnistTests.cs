using System.IO.Compression;
using System.Text.Json;
using Experiments.Output.Files;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training.Data;

namespace Experiments.Tests.Samples;

/// <summary>The embedded photographs against their manifest, which was made with them by another program.</summary>
public class FashionMnistTests
{
    private static readonly JsonElement Splits =
        JsonDocument.Parse(new FashionMnist().Open("manifest.json")).RootElement.GetProperty("splits");

    [Fact]
    public void The_unpacked_files_have_the_digests_of_the_manifest()
    {
        string[] kinds = ["images", "labels"];
        foreach (var file in Splits.EnumerateArray().SelectMany(split => kinds.Select(kind => split.GetProperty(kind))))
        {
            using var unpacked = new MemoryStream();
            using var stream = new GZipStream(new FashionMnist().Open(file.GetProperty("file").GetString()!), CompressionMode.Decompress);
            stream.CopyTo(unpacked);
            Assert.Equal(file.GetProperty("sha256_raw").GetString(), Sha256.Of(unpacked.ToArray()));
        }
    }

    [Fact]
    public void The_three_sets_have_the_counts_labels_and_pixel_sums_of_the_manifest()
    {
        var data = Open(new());
        Assert.Equal(("Fashion-MNIST", "T-shirt/top", "shirt"), (data.Name, data.ClassNames[0], data.ClassNames[1]));
        Assert.Empty(data.LeftOut);
        foreach (var (set, split) in new[] { data.Training, data.Validation, data.Test! }.Zip(Splits.EnumerateArray()))
        {
            Assert.Equal((32, 32, 1, split.GetProperty("n").GetInt32()), (set.Height, set.Width, set.Channels, set.Count));
            Assert.Equal(split.GetProperty("n1").GetInt32(), set.Labels.Count(label => label == 1));
            Assert.Equal(split.GetProperty("first_labels").EnumerateArray().Select(label => label.GetByte()), set.Labels.Take(12));
            Assert.Equal(split.GetProperty("pixel_sum").GetInt64(), set.Pixels.Sum(pixel => (long)pixel));
            Assert.Equal(0, Border(set).Sum(pixel => pixel));
        }
    }

    [Fact]
    public void Fewer_pictures_are_the_first_of_each_class_in_the_order_of_the_file()
    {
        var all = Open(new()).Training;
        var few = Open(new() { Train = 10, Validation = 2, Test = 0 });
        Assert.Null(few.Test);
        int[] chosen =
        [
            .. Enumerable.Range(0, 2)
                .SelectMany(label => Enumerable.Range(0, all.Count).Where(i => all.Labels[i] == label).Take(5))
                .Order(),
        ];
        Assert.Equal(chosen.Select(i => all.Labels[i]), few.Training.Labels);
        Assert.Equal(chosen.SelectMany(i => all.Pixels[(i * 1024)..((i + 1) * 1024)]), few.Training.Pixels);
    }

    [Fact]
    public void More_pictures_than_there_are_is_an_error_that_counts_them()
    {
        var message = Assert.Throws<InputException>(() => Open(new() { Train = 3000 })).Say(LearningInput.Option);
        const string There = "there are 1000 pictures of class 0 (T-shirt/top) and 1000 of class 1 (shirt)";
        Assert.Equal($"train-images-idx3-ubyte.gz: {There}; expected 1500 of each for --train 3000", message);
    }

    private static Dataset Open(DataOptions options) => FashionMnist.Read(options, cancellation: TestContext.Current.CancellationToken);

    private static IEnumerable<byte> Border(ImageSet set) =>
        set.Pixels.Where((_, i) => i % 32 is < 2 or > 29 || i / 32 % 32 is < 2 or > 29);
}
