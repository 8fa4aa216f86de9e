using System.Globalization;
using System.IO.Compression;
using Experiments.Cli;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

/// <summary>Folders of every kind, made by hand, right and wrong.</summary>
public sealed class DataSourceTests : IDisposable
{
    private static readonly DataOptions Few = new() { Size = 1, Train = 4, Validation = 2, Test = 2 };
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_kaggle_folder_gives_chollets_split_by_number()
    {
        for (var n = 0; n < 2000; n++)
        {
            folder.Write($"train/cat.{n}.jpg", TinyPng.Of((byte)(n / 256), (byte)(n % 256), 0));
            folder.Write($"train/dog.{n}.jpg", TinyPng.Of((byte)(n / 256), (byte)(n % 256), 1));
        }

        var data = Open(new() { Size = 1 });
        Assert.Equal(("Kaggle's Dogs vs. Cats", "cat", "dog"), (data.Name, data.ClassNames[0], data.ClassNames[1]));
        AssertHolds(data.Training, 0, 1000);
        AssertHolds(data.Validation, 1000, 1500);
        AssertHolds(data.Test!, 1500, 2000);
        Assert.Equal(data.Test!.Pixels, Open(new() { Size = 1 }, folder.At("train")).Test!.Pixels);

        static void AssertHolds(ImageSet set, int from, int to)
        {
            var numbers = Enumerable.Range(from, to - from).ToArray();
            Assert.Equal(new byte[] { 0, 1 }.SelectMany(label => numbers.Select(_ => label)), set.Labels);
            Assert.Equal(
                new byte[] { 0, 1 }.SelectMany(label => numbers.SelectMany(n => new[] { (byte)(n / 256), (byte)(n % 256), label })),
                set.Pixels);
        }
    }

    [Fact]
    public void Class_folders_are_sorted_by_code_and_pictures_by_number()
    {
        WriteClasses(string.Empty, ["zebra", "Ant"], 12);
        folder.Write("notes.txt", [1]);
        folder.Write("Ant/Thumbs.db", [1]);
        folder.Write(".hidden/0.png", [1]);
        var data = Open(Few with { Train = 22, Validation = 2, Test = 0 });
        Assert.Equal([Path.GetFileName(folder.Path), "Ant", "zebra"], [data.Name, .. data.ClassNames]);
        Assert.Equal(
            [.. Enumerable.Range(0, 11).Select(n => (byte)n), .. Enumerable.Range(0, 11).Select(n => (byte)n)],
            Numbers(data.Training));
        Assert.Equal([11, 11], Numbers(data.Validation));
        Assert.Equal((1, 1, 3), (data.Training.Height, data.Training.Width, data.Training.Channels));
        Assert.Equal(1, Open(Few with { Channels = 1 }).Training.Channels);
    }

    [Fact]
    public void Split_folders_are_taken_where_they_are_there()
    {
        WriteClasses("train/", ["a", "b"], 3);
        WriteClasses("test/", ["a", "b"], 1, first: 50);
        var data = Open(Few);
        Assert.Equal([0, 1, 0, 1], Numbers(data.Training));
        Assert.Equal([2, 2], Numbers(data.Validation));
        Assert.Equal([50, 50], Numbers(data.Test!));
        Directory.Delete(folder.At("test/b"), recursive: true);
        AssertRefused(Few, $"{folder.At("test/b")}: the folder is missing");
    }

    [Fact]
    public void Classes_choose_two_folders_the_first_being_class_0()
    {
        WriteClasses(string.Empty, ["a", "b", "c"], 4);
        AssertRefused(Few, "the sub-folders are a, b, c; expected two, one a class, or --classes");
        AssertRefused(Few with { Classes = ("c", "d") }, "--classes", "no sub-folder 'd'", "expected two of a, b, c");
        AssertRefused(Few with { Classes = ("c", "c") }, "--classes: 'c' is named twice");
        var data = Open(Few with { Classes = ("c", "a") });
        Assert.Equal(["c", "a"], data.ClassNames);
        Assert.Equal([2, 2, 0, 0], data.Training.Pixels.Where((_, i) => i % 3 == 1));
    }

    [Fact]
    public void A_bad_picture_is_named_or_left_out_and_the_next_one_taken()
    {
        WriteClasses(string.Empty, ["a", "b"], 6);
        folder.Write("a/1.png", []);
        folder.Write("b/0.png", "GIF89a"u8.ToArray());
        AssertRefused(Few, $"{folder.At("a/1.png")}: the file is empty; expected a JPEG or PNG picture");
        var data = Open(Few with { SkipBad = true });
        Assert.Equal([0, 2, 1, 2], Numbers(data.Training));
        Assert.Equal([3, 3], Numbers(data.Validation));
        Assert.Equal([4, 4], Numbers(data.Test!));
        Assert.Equal([folder.At("a/1.png"), folder.At("b/0.png")], data.LeftOut.Select(message => message.Split(": ")[0]));
        folder.Write("a/5.png", []);
        folder.Write("a/4.png", []);
        AssertRefused(
            Few with { SkipBad = true },
            "without 4 bad pictures there are too few for 2 in the test set: class 0 (a) lacks 1, class 1 (b) lacks 0",
            folder.At("a/1.png"));
    }

    [Theory]
    [InlineData("0.gif", "GIF89a", "is a GIF")]
    [InlineData("0.BMP", "BM....", "is a BMP")]
    [InlineData("0.webp", "RIFF....WEBP.", "is a WebP")]
    [InlineData("0.tif", "II*\0", "is a TIFF")]
    public void A_picture_of_another_kind_is_named_and_not_passed_over(string name, string bytes, string what)
    {
        WriteClasses(string.Empty, ["a", "b"], 6, first: 1);
        folder.Write($"a/{name}", System.Text.Encoding.Latin1.GetBytes(bytes));
        AssertRefused(Few, $"{folder.At($"a/{name}")}: the file {what}; only JPEG and PNG are read");
        Assert.Equal([1, 2, 1, 2], Numbers(Open(Few with { SkipBad = true }).Training));
    }

    [Fact]
    public void A_pipe_among_the_pictures_is_named_and_not_waited_for()
    {
        WriteClasses(string.Empty, ["a", "b"], 6, first: 1);
        using var make = System.Diagnostics.Process.Start("mkfifo", [folder.At("a/0.png")]);
        make.WaitForExit();
        AssertRefused(Few, $"{folder.At("a/0.png")}: the file cannot be read", "it is no regular file");
    }

    [Fact]
    public void A_missing_number_and_a_name_without_class_are_bad_pictures_of_a_kaggle_folder()
    {
        foreach (var n in new[] { 0, 2, 3, 4, 5 })
        {
            folder.Write($"cat.{n}.jpg", TinyPng.Of(0, 0, (byte)n));
            folder.Write($"dog.{n}.jpg", TinyPng.Of(0, 0, (byte)n));
        }

        AssertRefused(Few, $"{folder.At("cat.1.jpg")}: the file is missing; expected all numbers from 0 to 5");
        Assert.Equal([0, 2, 0, 2], Numbers(Open(Few with { SkipBad = true }).Training));
        folder.Write("bird.1.jpg", TinyPng.Of(0, 0, 0));
        AssertRefused(Few, folder.At("bird.1.jpg"), "the name tells no class; expected cat.N.jpg or dog.N.jpg");
        Assert.Equal(3, Open(Few with { SkipBad = true }).LeftOut.Count);
        AssertRefused(Few with { SkipBad = true, Classes = ("dog", "cat") }, "--classes", "expected cat,dog");
    }

    [Fact]
    public void Cifar_batches_give_cats_and_dogs_in_the_order_of_the_records()
    {
        folder.Write("data_batch_1.bin", [.. Record(5, 10), .. Record(0, 0), .. Record(3, 20), .. Record(3, 21)]);
        folder.Write("data_batch_2.bin", [.. Record(5, 11), .. Record(5, 12), .. Record(3, 22)]);
        folder.Write("test_batch.bin", [.. Record(3, 30), .. Record(5, 31)]);
        var data = Open(Few with { Size = 32 });
        Assert.Equal(["CIFAR-10", "cat", "dog"], [data.Name, .. data.ClassNames]);
        Assert.Equal([1, 0, 0, 1], data.Training.Labels);
        Assert.Equal([10, 11, 12], data.Training.Pixels[..3]);
        Assert.Equal([10, 20, 21, 11], Enumerable.Range(0, 4).Select(i => data.Training.Pixels[i * 3072]));
        Assert.Equal([255, 10, 11, 12], [data.Training.Pixels[3], data.Training.Pixels[3069], .. data.Training.Pixels[3070..3072]]);
        Assert.Equal([0, 1], data.Test!.Labels);
        Assert.Equal([1, 0, 0, 1], Open(Few with { Classes = ("3", "dog") }).Training.Labels);
        AssertRefused(
            Few with { Classes = ("3", "unicorn") },
            "--classes: 'unicorn' is no class of CIFAR-10; expected 0 to 9 or one of airplane");
    }

    [Fact]
    public void Wrong_cifar_batches_are_named()
    {
        folder.Write("data_batch_1.bin", [.. Record(5, 0), .. Record(12, 0)]);
        folder.Write("data_batch_3.bin", Record(3, 0));
        AssertRefused(Few, $"{folder.At("data_batch_2.bin")}: the file is missing");
        File.Delete(folder.At("data_batch_3.bin"));
        AssertRefused(Few, $"{folder.At("data_batch_1.bin")}: at byte 3073, the label is 12; expected 0 to 9");
        AssertRefused(Few with { SkipBad = true }, $"{folder.At("test_batch.bin")}: the file is missing", "--test 0");
        AssertRefused(
            Few with { SkipBad = true, Test = 0 },
            "0 pictures of class 0 (cat) and 1 of class 1 (dog); expected 3 of each for --train 4, --validation 2");
        folder.Write("data_batch_1.bin", Record(5, 0)[..^1]);
        AssertRefused(Few, "the file has 3072 bytes; expected a multiple of 3073");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_files_give_the_two_least_labels_or_those_chosen(bool isCompressed)
    {
        WriteIdx("train", [7, 2, 4, 2, 7, 4, 4, 2, 7], isCompressed);
        WriteIdx("t10k", [4, 2], isCompressed);
        var data = Open(Few);
        Assert.Equal([Path.GetFileName(folder.Path), "label 2", "label 4"], [data.Name, .. data.ClassNames]);
        Assert.Equal([0, 1, 0, 1], data.Training.Labels);
        Assert.Equal([1, 2, 3, 5], data.Training.Pixels);
        Assert.Equal([6, 7], data.Validation.Pixels);
        Assert.Equal([0, 1], data.Test!.Pixels);
        Assert.Equal([0, 2, 4, 5], Open(Few with { Classes = ("7", "4"), Test = 0 }).Training.Pixels);
        AssertRefused(Few with { Classes = ("7", "5") }, "--classes: '5' is no label", "expected two of 2, 4, 7");
    }

    [Fact]
    public void Wrong_idx_files_are_named_with_byte_and_expectation()
    {
        var images = folder.At("train-images-idx3-ubyte");
        var labels = folder.At("train-labels-idx1-ubyte");
        WriteIdx("train", [0, 1, 0], isCompressed: false);
        var right = File.ReadAllBytes(images);

        File.WriteAllBytes(images, right[..^1]);
        AssertRefused(Few, $"{images}: at byte 18, the file ends; expected 19 bytes for 3 × 1 × 1 values");
        File.WriteAllBytes(images, right[..9]);
        AssertRefused(Few, $"{images}: at byte 9, the IDX header is cut off; expected 16 bytes");
        File.WriteAllBytes(images, []);
        AssertRefused(Few, $"{images}: at byte 0, the IDX header is cut off");
        File.WriteAllBytes(images, [.. right, 9]);
        AssertRefused(Few, $"{images}: at byte 19, the file goes on; expected its end after 3 × 1 × 1 values");
        File.WriteAllBytes(images, [0, 0, 0x0D, .. right[3..]]);
        AssertRefused(
            Few,
            $"{images}: at byte 0, the file begins with 00000D03; expected 00000803, unsigned bytes in 3 dimensions (pictures)");
        File.WriteAllBytes(images, [.. right[..8], 0xFF, .. right[9..]]);
        AssertRefused(Few, $"{images}: at byte 8, dimension 2 has the length 4278190081");
        File.WriteAllBytes(images, [0x1F, 0x8B, 1, 2, 3]);
        AssertRefused(Few, $"{images}: the file is damaged: gzip cannot unpack it");
        File.WriteAllBytes(images, Compressed(right)[..^12]);
        AssertRefused(Few, $"{images}: ");

        File.WriteAllBytes(images, right);
        File.Copy(images, labels, overwrite: true);
        AssertRefused(
            Few,
            $"{labels}: at byte 0, the file begins with 00000803; expected 00000801, unsigned bytes in 1 dimension (labels)");
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]);
        AssertRefused(Few, $"{labels}: the file holds 2 labels; expected 3, one for each picture of {images}");
        File.Delete(labels);
        AssertRefused(Few, $"{labels}: the file is missing, with .gz and without; expected it beside {images}");
        WriteIdx("train", [6, 6, 6], isCompressed: false);
        AssertRefused(Few, "the only label is 6; expected pictures of two classes");
        File.Delete(images);
        File.Delete(labels);
        WriteIdx("t10k", [0, 1], isCompressed: false);
        AssertRefused(Few, $"{images}: the file is missing, with .gz and without; expected the pictures to train on");
    }

    /// <summary>
    /// 16 KB that unpack to 16 million pictures of one pixel, and 20 bytes that speak of half a gigabyte.
    /// </summary>
    [Fact]
    public void Small_idx_files_take_no_more_memory_than_they_hold()
    {
        const int Count = 16_000_000;
        byte[] count = [0, 0xF4, 0x24, 0];
        folder.Write(
            "train-images-idx3-ubyte.gz",
            Compressed([0, 0, 8, 3, .. count, 0, 0, 0, 1, 0, 0, 0, 1, .. new byte[Count]], CompressionLevel.SmallestSize));
        folder.Write(
            "train-labels-idx1-ubyte.gz",
            Compressed([0, 0, 8, 1, .. count, 1, .. new byte[Count - 1]], CompressionLevel.SmallestSize));
        Assert.All(Directory.EnumerateFiles(folder.Path), file => Assert.InRange(new FileInfo(file).Length, 1, 16_384));
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(Few, "there are 15999999 pictures of class 0 (label 0) and 1 of class 1 (label 1)");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 2 * Count, 4 * Count);

        folder.Write("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0x20, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2, 3, 4]);
        before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(Few, "at byte 20, the file ends; expected 536870928 bytes for 536870912 × 1 × 1 values");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        folder.Write("train-images-idx3-ubyte.gz", [0, 0, 8, 3, 0x20, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
        AssertRefused(Few, "at byte 4, dimension 1 has the length 536870913; expected 1 or more, and at most 536870912 values in all");
    }

    /// <summary>Half a gigabyte is the bound of all files of a folder together, not of each.</summary>
    [Fact]
    public void The_values_of_an_idx_file_have_a_bound()
    {
        byte[] file = [0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3, 4];
        using var stream = new MemoryStream(file);
        Assert.Equal([1, 2, 3, 4], IdxArray.Read("y", stream, 1, most: 4).Values);
        stream.Position = 0;
        var error = Assert.Throws<InputException>(() => IdxArray.Read("y", stream, 1, most: 3));
        Assert.Equal("y: at byte 4, dimension 1 has the length 4; expected 1 or more, and at most 3 values in all", error.Message);
    }

    [Fact]
    public void What_is_no_data_set_is_said_with_what_would_be_one()
    {
        AssertRefused(
            Few,
            "holds nothing; expected a folder with cat.N.jpg and dog.N.jpg",
            "one sub-folder a class",
            "CIFAR-10",
            "idx3-ubyte");
        var file = folder.Write("1.jpg", TinyPng.Of(0, 0, 0));
        AssertRefused(Few, "holds '1.jpg'; expected");
        Assert.Contains(
            "is a file; expected a folder",
            Assert.Throws<UsageException>(() => Open(Few, file)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "does not exist; expected a folder",
            Assert.Throws<UsageException>(() => Open(Few, folder.At("none"))).Message,
            StringComparison.Ordinal);
        WriteClasses(string.Empty, ["only"], 9);
        AssertRefused(Few, "the sub-folders are only; expected two");
        Directory.CreateDirectory(folder.At("other"));
        AssertRefused(
            Few,
            "there are 9 pictures of class 0 (only) and 0 of class 1 (other); expected 4 of each for --train 4, --validation 2, --test 2");
    }

    [Fact]
    public void Counts_and_sizes_that_cannot_be_are_named_by_their_option()
    {
        AssertRefused(Few with { Train = 3 }, "--train: 3 pictures cannot be half of each class; expected an even number, 2 or more");
        AssertRefused(Few with { Validation = 0 }, "--validation: 0 pictures");
        AssertRefused(Few with { Test = -2 }, "--test: -2 pictures");
        AssertRefused(Few with { Size = 0 }, "--size: 0 is no size of pictures; expected 1 to 4096");
        AssertRefused(Few with { Size = 4096, Train = 100 }, "--train: 100 pictures of 4096 × 4096 take more than 2147483591 bytes");
    }

    [Fact]
    public void The_number_of_pictures_read_is_told_and_reading_can_be_cancelled()
    {
        WriteClasses(string.Empty, ["a", "b"], 4);
        var told = new Told();
        DataSource.Open(new DiskFolder(folder.Path), Few, told, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, Few.Total), told.Counts);
        Assert.ThrowsAny<OperationCanceledException>(() => DataSource.Open(new DiskFolder(folder.Path), Few, null, new(canceled: true)));
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<byte> Numbers(ImageSet set) => set.Pixels.Where((_, i) => i % 3 == 2);

    /// <summary>
    /// A record of CIFAR-10 whose first and last pixel are value, value + 1, value + 2; the others are 255.
    /// </summary>
    private static byte[] Record(byte label, byte value)
    {
        var record = new byte[3073];
        Array.Fill(record, (byte)255);
        record[0] = label;
        for (var channel = 0; channel < 3; channel++)
        {
            record[1 + (channel * 1024)] = record[1024 + (channel * 1024)] = (byte)(value + channel);
        }

        return record;
    }

    private static byte[] Compressed(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, level, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private void WriteClasses(string prefix, string[] names, int count, int first = 0)
    {
        for (var label = 0; label < names.Length; label++)
        {
            for (var n = first; n < first + count; n++)
            {
                folder.Write(
                    string.Create(CultureInfo.InvariantCulture, $"{prefix}{names[label]}/{n}.png"),
                    TinyPng.Of(0, (byte)label, (byte)n));
            }
        }
    }

    /// <summary>Pictures of one pixel, which is their place in the file.</summary>
    private void WriteIdx(string stem, byte[] labels, bool isCompressed)
    {
        byte[] images =
            [0, 0, 8, 3, 0, 0, 0, (byte)labels.Length, 0, 0, 0, 1, 0, 0, 0, 1, .. Enumerable.Range(0, labels.Length).Select(i => (byte)i)];
        byte[] classes = [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels];
        folder.Write($"{stem}-images-idx3-ubyte{(isCompressed ? ".gz" : string.Empty)}", isCompressed ? Compressed(images) : images);
        folder.Write($"{stem}-labels-idx1-ubyte{(isCompressed ? ".gz" : string.Empty)}", isCompressed ? Compressed(classes) : classes);
    }

    private Dataset Open(DataOptions options, string? path = null) =>
        DataSource.Open(DiskFolder.Find(path ?? folder.Path), options, cancellation: TestContext.Current.CancellationToken);

    private void AssertRefused(DataOptions options, params string[] parts)
    {
        var message = Assert.Throws<InputException>(() => Open(options)).Say(LearningInput.Option);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Counts { get; } = [];

        public void Report(int value) => Counts.Add(value);
    }
}
