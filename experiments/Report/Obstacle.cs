using Experiments.Output.Files;
using Experiments.Readback;
using Experiments.Samples;

namespace Experiments.Report;

/// <summary>Why a part of a report is not written: a table that it needs.</summary>
/// <param name="Name">The table's file.</param>
/// <param name="State">What it is; stale where another version of the program made it.</param>
/// <param name="Command">The command that made it, as it is recorded; null where it is not.</param>
internal sealed record Obstacle(string Name, FileState State, string? Command)
{
    /// <summary>What a table of another version is, in words.</summary>
    public const string OtherVersion = "was made by another version of the program, its formulas or data";

    /// <summary>What it is, in words.</summary>
    public string Words => State == FileState.Stale ? OtherVersion : $"is {WrittenTables.Word(State)}";

    /// <summary>
    /// What is wrong in the folder with it, in a line; null where nothing is, or where it is named for the whole folder.
    /// </summary>
    public string? Fault => State == FileState.Stale ? $"{Name} {OtherVersion}, and is not shown" : null;

    /// <summary>The first obstacle to what needs tables of some stems; null where there is none.</summary>
    public static Obstacle? Find(WrittenTables tables, IReadOnlyList<string> needs)
    {
        Obstacle[] all =
        [
            .. needs.Select(stem => stem + ".csv")
                .Select(name => new Obstacle(name, tables.State(name), tables.Manifest.Entries.GetValueOrDefault(name)?.Command)),
        ];
        return Array.Find(all, one => one.State != FileState.Current)
            ?? all.Where(one => !IsOfThisVersion(tables.Manifest.Entries[one.Name].Origin))
                .Select(one => one with { State = FileState.Stale }).FirstOrDefault();
    }

    /// <summary>Whether a table is there as recorded, of this version.</summary>
    public static bool IsFree(WrittenTables tables, string stem) => Find(tables, [stem]) is null;

    /// <summary>Whether a table was made by this version of the program, its formulas and data.</summary>
    public static bool IsOfThisVersion(Origin origin) => origin.IsAsOf(FashionMnist.Now(origin));
}
