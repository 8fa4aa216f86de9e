using Experiments.Tests.Cli;

namespace Experiments.Tests.Compare;

public class DiffRefusalTests
{
    [Theory]
    [InlineData("diff", "diff")]
    [InlineData("diff a", "diff")]
    [InlineData("diff a b c", "'c' is one argument too many for diff")]
    [InlineData("diff a none", "none is not there; expected a file or a folder.")]
    [InlineData("diff a t.csv", "a is a folder and t.csv a file; expected two folders or two files.")]
    [InlineData("diff t.csv u.csv --ulps -1", "--ulps: '-1' is not a whole number from 0")]
    [InlineData("diff t.csv u.csv --pixels 256", "--pixels: '256' is not a whole number from 0 to 255")]
    [InlineData("diff t.csv u.csv --absolute 1,5", "--absolute: '1,5' is not a decimal number from 0 on")]
    [InlineData("diff t.csv u.csv --relative -1e-7", "--relative: '-1e-7' is not a decimal number from 0 on")]
    [InlineData("diff t.csv u.csv --relative nan", "--relative: 'nan' is not a decimal number")]
    [InlineData("diff t.csv u.csv --format float33", "--format: 'float33' is not a number format; known are float16")]
    [InlineData("diff t.csv u.csv --json --md", "--md: give this or --json, not both")]
    [InlineData("diff t.csv u.csv --only los", "--only: no table has a column 'los'; there are x, loss, more.")]
    [InlineData("diff t.csv u.csv --ignore note", "--ignore: no table has a column 'note'")]
    [InlineData("diff t.csv same.csv --only x", "--only: no column is left to compare beside the key.")]
    [InlineData("diff t.csv same.csv --ignore loss", "--ignore: no column is left to compare beside the key.")]
    [InlineData("diff t.csv same.csv --only loss --ignore loss", "--only: no column is left to compare beside the key.")]
    [InlineData("diff t.csv u.csv --key y", "--key: no table has a column 'y'")]
    [InlineData("diff t.csv u.csv --key more", "t.csv, line 1: the header has no key column 'more'; it has x, loss.")]
    [InlineData("diff a a --only nothing", "--only: no table has a column 'nothing'; there are x, loss.")]
    [InlineData("diff a a --pictures a", "--pictures: 'a' is in a, which is compared; give a folder elsewhere.")]
    [InlineData("diff a a --pictures ./a/sub/b", "--pictures: './a/sub/b' is in a")]
    [InlineData("diff t.csv ragged.csv", "ragged.csv, line 3: 1 cell; expected 2, as in the header.")]
    [InlineData(
        "diff t.csv twice.csv",
        "twice.csv, line 3: the key x 1 is that of line 2 too; expected each key once (--key COLUMN… names the columns)")]
    [InlineData(
        "diff t.csv q.csv",
        "q.csv, line 1: the header has no column beside the key x that t.csv has too: x, other here, x, loss there.")]
    [InlineData("diff t.csv u.csv --absolute los=1", "--absolute: no table has a column 'los'; there are x, loss, more.")]
    [InlineData(
        "diff b b --absolute z=1",
        "--absolute: no table has a column 'z'; there are x, time, as far as headers can be read: b/empty.csv, line 1")]
    [InlineData("diff t.csv u.csv --ulps loss=-1", "--ulps: '-1' is not a whole number from 0")]
    [InlineData("diff t.csv u.csv --relative loss=1e-6,x=", "--relative: '' is not a decimal number")]
    [InlineData("diff a a --exclude *.csv", "a and a have no files that are not excluded; expected some to compare.")]
    [InlineData(
        "diff t.csv same.csv --no-header",
        "same.csv, line 1: no column that names a row is known for the header 1, 2 and that of t.csv, 1, 2; say which: --key COLUMN…")]
    [InlineData(
        "diff t.csv broken.png",
        "broken.png, line 1: no column that names a row is known for the header no, picture and that of t.csv, x, loss; say which: "
            + "--key COLUMN…")]
    [InlineData("diff broken.png other.png", "broken.png cannot be read as a PNG")]
    [InlineData("diff t.csv u.csv --fromat float32", "did you mean '--format'?")]
    public void What_cannot_be_compared_is_refused_in_one_line(string arguments, string message)
    {
        using var command = new Command();
        DiffTests.Write(command, "a/t.csv", "x,loss\n1,1\n");
        DiffTests.Write(command, "b/empty.csv", "");
        DiffTests.Write(command, "b/u.csv", "x,time\n1,1\n");
        DiffTests.Write(command, "t.csv", "x,loss\n1,1\n");
        DiffTests.Write(command, "u.csv", "x,loss,more\n1,1,1\n");
        DiffTests.Write(command, "ragged.csv", "x,loss\n1,1\n1\n");
        DiffTests.Write(command, "twice.csv", "x,loss\n1,1\n1.0,1\n");
        DiffTests.Write(command, "same.csv", "x,loss\n1,1.0\n");
        DiffTests.Write(command, "q.csv", "x,other\n1,1\n");
        DiffTests.Write(command, "broken.png", "no,picture\n");
        DiffTests.Write(command, "other.png", "no,picture,either\n");
        var before = command.Files().ToArray();
        var result = command.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(before, command.Files());
    }
}
