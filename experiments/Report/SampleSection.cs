namespace Experiments.Report;

/// <summary>
/// The section of the page in which a reader follows one sample through a loss: markup, style, script and formulas.
/// </summary>
/// <remarks>
/// The markup goes into an element with the id sample, the formulas into a script element of the type
/// application/json with the id formulas, and the script behind both. Nothing of it loads anything.
/// </remarks>
internal static class SampleSection
{
    // In the order in which each needs the ones before it.
    private static readonly string[] KernelFiles =
        ["exact.js", "bounds.js", "formats.js", "text.js", "formulas.js", "remarks.js", "state.js"];

    /// <summary>What stands in the section.</summary>
    public static string Markup => ReportPage.Resource("sample.html");

    /// <summary>Its style, with the colours of the page: --ink, --paper, --muted, --accent and --line.</summary>
    public static string Style => ReportPage.Resource("sample.css");

    /// <summary>The formulas as JSON.</summary>
    public static string Formulas => SampleFormulas.Json();

    /// <summary>What computes, and touches no document.</summary>
    public static string Kernel => string.Join('\n', KernelFiles.Select(ReportPage.Resource));

    /// <summary>The whole script.</summary>
    public static string Script => $"{Kernel}\n{ReportPage.Resource("sample.js")}";
}
