using System.Reflection;

namespace Experiments.Cli;

/// <summary>The program that runs.</summary>
internal static class ThisProgram
{
    /// <summary>Its version, without commit.</summary>
    public static string Version { get; } =
        typeof(ThisProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
