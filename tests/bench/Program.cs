
namespace Experiments.Bench;

/// <summary>How fast the networks train: `dotnet run -c Release --project tests/bench -- speed [ROUNDS]`.</summary>
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
            default:
                Console.Error.WriteLine("usage: speed [ROUNDS] (the default)");
                return 2;
        }
    }
}
