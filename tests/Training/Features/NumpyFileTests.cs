using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Features;
using static Experiments.Tests.Training.Features.FeatureFixture;

namespace Experiments.Tests.Training.Features;

public class NumpyFileTests
{
    private static readonly int[] Counts = [4, 2, 2];

    [Theory]
    [InlineData("float16.npy")]
    [InlineData("float32.npy")]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    public void Rows_are_those_that_numpy_saved(string file)
    {
        var parts = Read(PathOf(file), Counts);
        Assert.Equal([12, 6, 6], parts.Select(part => part.Length));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (i - 10) / 4f), parts.SelectMany(part => part));
    }

    [Fact]
    public void Numbers_in_float64_are_rounded_once()
    {
        // 1/3; 1 + 2^-24, a tie that goes to even; and a little more, which goes up.
        var expected = new[] { 1 / 3f, 1, float.BitIncrement(1) };
        Assert.Equal(Enumerable.Repeat(expected, 4).SelectMany(row => row), Read(PathOf("float64.npy"), Counts)[0]);
    }

    [Fact]
    public void Further_dimensions_are_features_in_the_order_of_the_file() =>
        Assert.Equal(Enumerable.Range(0, 8 * 24).Select(i => (float)i), Read(PathOf("rank4.npy"), Counts).SelectMany(part => part));

    [Theory]
    [InlineData("fortran.npy", "Fortran order, column after column; expected C order")]
    [InlineData("big-endian.npy", "type '>f4'; expected '<f4', '<f8' or '<f2'")]
    [InlineData("integers.npy", "type '<i8'; expected")]
    [InlineData("structured.npy", "a type that is not plain numbers")]
    [InlineData("rank1.npy", "1 dimensions; expected two or more")]
    [InlineData("empty-rows.npy", "no features for each picture")]
    [InlineData("nan.npy", "in row 5 value 1 is NaN")]
    [InlineData("too-large.npy", "in row 5 value 1 is infinite in float32")]
    public void An_array_that_cannot_be_used_is_refused_with_the_reason(string file, string expected) =>
        AssertRefused(PathOf(file), Counts, expected);

    [Fact]
    public void The_number_of_rows_must_be_that_of_the_pictures() =>
        AssertRefused(
            PathOf("float32.npy"),
            [4, 2, 4],
            "the array has 8 rows; expected 10, one for each picture: 4 + 2 + 4 for --train, --validation and --test");

    [Fact]
    public void A_file_that_is_cut_or_too_long_or_none_is_refused()
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(PathOf("float32.npy"));
        Refused(whole[..^1], "95 bytes follow the header; expected 96 for 8 rows of 3 numbers");
        Refused([.. whole, 0], "97 bytes follow the header; expected 96");
        Refused(whole[..100], "header is cut off or damaged");
        Refused(whole[..9], "header is cut off or damaged");
        Refused(whole[..5], "does not begin as numpy.save has it");
        Refused([], "does not begin as numpy.save has it");
        Refused([.. whole[..6], 4, .. whole[7..]], "version 4 of NumPy's format");
        Refused([.. whole[..6], 2, .. whole[7..]], "header is cut off or damaged");
        Refused(Replaced("(8, 3)", "(8, x)"), "is not that of a plain array");
        Refused(Replaced("False", "Other"), "is not that of a plain array");
        Refused(Replaced("'shape'", "'shope'"), "is not that of a plain array");

        void Refused(byte[] bytes, string expected) => AssertRefused(folder.Write("bad.npy", bytes), Counts, expected);

        byte[] Replaced(string text, string by) =>
            System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(whole).Replace(text, by, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shape_beyond_all_memory_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 4294967296, 4294967296, 4294967296), }\n";
        var file = folder.Write("huge.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(text)]);
        AssertRefused(file, Counts, "more than 1048576 features for each picture");
    }

    private static IReadOnlyList<float[]> Read(string path, int[] counts)
    {
        using var file = File.OpenRead(path);
        return NumpyFile.Read(path, file, counts);
    }

    private static void AssertRefused(string file, int[] counts, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InputException>(() => Read(file, counts)).Say(LearningInput.Option),
            StringComparison.Ordinal);
}
