using Experiments.Network;
using Experiments.Tests.Article;

namespace Experiments.Bench;

/// <summary>How fast the networks train, and what other settings than recipe A's come to: `dotnet run -c Release --project tests/bench -- speed|settings`.</summary>
internal static class Program
{
    private const int Rounds = 15;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case [] or ["speed"]:
                Speed.Run(Rounds);
                return 0;
            case ["speed", var rounds] when int.TryParse(rounds, out var count) && count > 0:
                Speed.Run(count);
                return 0;
            case ["settings"]:
                Settings.Run();
                return 0;
            default:
                Console.Error.WriteLine("usage: speed [ROUNDS] (the default), or settings");
                return 2;
        }
    }
}
