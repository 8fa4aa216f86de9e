using Experiments.Output.Tables;

namespace Experiments.Samples.Learning;

/// <summary>A committed table of trainings that take long, which the program carries with it.</summary>
internal static class CarriedTable
{
    /// <summary>Its rows, by the stem of its file.</summary>
    public static CsvRows Open(string stem) => new(
        typeof(CarriedTable).Assembly.GetManifestResourceStream($"output/{stem}.csv")!, $"{stem}.csv", hasHeader: true);
}
