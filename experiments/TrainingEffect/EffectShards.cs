using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.TrainingEffect;

/// <summary>The tables of all parts of a run, joined.</summary>
internal static class EffectShards
{
    /// <summary>Their rows, in the order of one run, and what that would have been made from.</summary>
    /// <exception cref="UsageException">A part is missing, there twice, altered, or of another version or other
    /// settings.</exception>
    public static (string Stem, Origin Origin, IReadOnlyList<EffectRow> Rows) Join(
        IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        var parts = folders.Select(folder => Read(folder, cancellation)).ToArray();
        var first = parts[0];
        if (first.Origin.Program != ThisProgram.Version || first.Origin.Formulas != Formulas.Version)
        {
            throw new UsageException(
                $"{first.Folder}: it was made by {Told(first.Origin)}; "
                + $"this is program {ThisProgram.Version}, formulas {Formulas.Version}.");
        }

        foreach (var part in parts)
        {
            if (!part.Origin.IsAsOf(first.Origin))
            {
                throw new UsageException(
                    $"{part.Folder}: it was made by {Told(part.Origin)}, and {first.Folder} by {Told(first.Origin)}. Expected one run.");
            }

            if (part.Count != first.Count)
            {
                throw new UsageException($"{part.Folder}: it is one of {part.Count} parts, and {first.Folder} one of {first.Count}.");
            }

            if (parts.FirstOrDefault(other => other != part && other.Number == part.Number) is { } twice)
            {
                throw new UsageException($"{part.Folder} and {twice.Folder} are both part {part.Number} of {part.Count}.");
            }
        }

        foreach (var group in parts.SelectMany(part => part.Rows).GroupBy(row => (row.Data, row.Noise, row.Seed)))
        {
            if (group.All(row => row.Arm != EffectArm.Reference.Name))
            {
                throw new UsageException(
                    $"{group.Key.Data}, {group.Key.Noise}, seed {group.Key.Seed}: no row of {EffectArm.Reference.Name} is in any part.");
            }
        }

        var missing = Enumerable.Range(1, first.Count).Except(parts.Select(part => part.Number)).ToArray();
        return missing.Length > 0
            ? throw new UsageException(
                $"of {first.Count} parts {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing.")
            : (first.Stem, first.Origin, Ordered(parts.SelectMany(part => part.Rows)));
    }

    /// <summary>Rows in the order of the tables.</summary>
    public static IReadOnlyList<EffectRow> Ordered(IEnumerable<EffectRow> rows)
    {
        string[] data = [.. EffectData.All.Select(one => one.Name)];
        string[] arms = [EffectArm.Reference.Name, .. EffectArm.All.Select(arm => arm.Name)];
        return
        [
            .. rows.OrderBy(row => Array.IndexOf(data, row.Data))
                .ThenBy(row => ExactNumber.Parse(row.Noise).Value)
                .ThenBy(row => Array.IndexOf(arms, row.Arm))
                .ThenBy(row => row.Seed),
        ];
    }

    /// <summary>
    /// The rows in folders of earlier runs, which have to be of this version, these data and these settings, but for which
    /// trainings there are.
    /// </summary>
    /// <exception cref="UsageException">A folder holds no such rows.</exception>
    public static IReadOnlyList<EffectRow> Kept(
        IReadOnlyList<string> folders, string stem, Origin origin, CancellationToken cancellation)
    {
        var expected = origin with { Command = WithoutChoices(origin.Command) };
        var rows = new Dictionary<string, (EffectRow Row, string Path)>();
        foreach (var (path, row) in folders.SelectMany(RowsIn))
        {
            var key = $"{row.Data},{row.Noise},{row.Arm},{row.Seed}";
            if (rows.TryAdd(key, (row, path)))
            {
                continue;
            }

            if (!EffectRow.Table.Cells(rows[key].Row).SequenceEqual(EffectRow.Table.Cells(row)))
            {
                throw Wrong($"{path} and {rows[key].Path} say different things of {key}.");
            }
        }

        return [.. rows.Values.Select(one => one.Row)];

        IEnumerable<(string Path, EffectRow Row)> RowsIn(string folder)
        {
            var (_, path, entry, read) = Rows(folder, file => file == stem + ".csv", Wrong, cancellation);
            var made = entry.Origin with { Command = WithoutChoices(entry.Command) };
            return made.IsAsOf(expected) ? read.Select(row => (path, row))
                : throw Wrong($"{path}: it was made by {Told(entry.Origin)}; expected {Told(expected)}, of any trainings.");
        }

        static UsageException Wrong(string message) => new($"{EffectSettings.KeptOption}: {message}");
    }

    private static string Told(Origin origin) =>
        $"'{origin.Command}' with program {origin.Program}, formulas {origin.Formulas}, data {origin.Data ?? "none"}";

    private static Part Read(string folder, CancellationToken cancellation)
    {
        var (stem, path, entry, rows) = Rows(folder, _ => true, message => new(message), cancellation);
        var words = Commands.Words(entry.Command);
        var place = words.IndexOf(EffectSettings.PartOption);
        if (place < 0 || place + 1 >= words.Count || words[place + 1].Split('/') is not [var number, var count])
        {
            throw new UsageException(
                $"{path}: it was made by '{entry.Command}'; expected a part, made with {EffectSettings.PartOption} K/N.");
        }

        words.RemoveRange(place, 2);
        return new(
            folder,
            stem,
            entry.Origin with { Command = string.Join(' ', words.Select(Setting.Word)), Seeds = null },
            int.Parse(number, CultureInfo.InvariantCulture),
            int.Parse(count, CultureInfo.InvariantCulture),
            rows);
    }

    private static (string Stem, string Path, ManifestEntry Entry, EffectRow[] Rows) Rows(
        string folder, Func<string, bool> isWanted, Func<string, UsageException> wrong, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var tables = Directory.Exists(folder)
            ? Manifest.Of(folder).Entries.Where(file => IsRows(file.Value) && isWanted(file.Key)).ToArray() : [];
        if (tables is not [var (file, entry)])
        {
            throw wrong(tables.Length == 0
                ? $"{folder}: expected a folder with {EffectSettings.Name}.csv, or a part of it, and its manifest."
                : $"{folder}: there are {string.Join(" and ", tables.Select(table => table.Key))}; expected one of them alone.");
        }

        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw wrong($"{path} is missing; {Manifest.FileName} has it.");
        }

        try
        {
            return Sha256.OfFile(path, cancellation) == entry.Sha256
                ? (Path.GetFileNameWithoutExtension(file), path, entry, [.. EffectRow.Read(path)])
                : throw wrong($"{path}: it is not the file that was written; its hash differs from the manifest's.");
        }
        catch (Exception error) when (error is TableException or IOException or UnauthorizedAccessException)
        {
            throw wrong(error.Message);
        }
    }

    /// <summary>A command in canonical form without the options that say which trainings there are.</summary>
    private static string WithoutChoices(string command)
    {
        var kept = new List<string>();
        var isChoice = false;
        foreach (var word in Commands.Words(command))
        {
            isChoice = word.StartsWith("--", StringComparison.Ordinal) ? EffectSettings.Choices.Contains(word) : isChoice;
            if (!isChoice)
            {
                kept.Add(word);
            }
        }

        return string.Join(' ', kept.Select(Setting.Word));
    }

    /// <summary>Whether a file has a row a training.</summary>
    private static bool IsRows(ManifestEntry entry) => entry.Key?.SequenceEqual(EffectRow.Table.Schema.Key) == true;

    private sealed record Part(string Folder, string Stem, Origin Origin, int Number, int Count, IReadOnlyList<EffectRow> Rows);
}
