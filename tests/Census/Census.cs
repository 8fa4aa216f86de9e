using System.Text;
using Experiments.Census;
using Experiments.Cli;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Census;

/// <summary>The census in this process, without a folder.</summary>
internal static class Census
{
    /// <summary>How it counts.</summary>
    public static Counting How(bool isFast, int threads = 2) =>
        new(new(new Messages(isTerminal: false, isQuiet: true), folder: null, TestContext.Current.CancellationToken), isFast, threads);

    /// <summary>The tables it makes of a format, by their stems.</summary>
    public static Dictionary<string, string> Tables(NumberFormat format, Counting how) =>
        NumberCensus.Form([format], how).Tables.ToDictionary(table => table.Stem, table =>
        {
            using var stream = new MemoryStream();
            table.Write(stream, false);
            return Encoding.UTF8.GetString(stream.ToArray());
        });

    /// <summary>The cells of a table, without its header.</summary>
    public static string[][] Rows(string table) => [.. table.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
}
