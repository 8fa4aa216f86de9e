using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

/// <summary>Two CSV files, compared.</summary>
internal static class Tables
{
    /// <summary>Compares two texts as files.</summary>
    public static TableDifference Compare(string before, string after, TableOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        return TableComparison.Compare(
            folder.Write("old.csv", Encoding.UTF8.GetBytes(before)),
            folder.Write("new.csv", Encoding.UTF8.GetBytes(after)),
            options ?? new());
    }

    /// <summary>
    /// Compares two texts that cannot be compared and returns what is said, with the names of the files alone.
    /// </summary>
    public static string Refusal(string before, string after, TableOptions? options = null) =>
        Refusal(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), options);

    /// <summary>The same for bytes.</summary>
    public static string Refusal(byte[] before, byte[] after, TableOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        var (oldPath, newPath) = (folder.Write("old.csv", before), folder.Write("new.csv", after));
        return Assert.Throws<TableException>(() => TableComparison.Compare(oldPath, newPath, options ?? new()))
            .Message.Replace(folder.Path + "/", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>A committed table.</summary>
    public static string Committed(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "output", name));
}
