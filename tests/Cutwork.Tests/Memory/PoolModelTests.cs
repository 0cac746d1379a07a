using CsCheck;

namespace Cutwork.Tests.Memory;

/// <summary>Any sequence of renting, opening, returning and disposing does what a list of sizes would do.</summary>
public class PoolModelTests
{
    private enum Deed
    {
        Rent,
        Open,
        Return,
        Look,
        Dispose,
    }

    private sealed record Step(Deed Deed, int Bytes, int Which);

    private static readonly Gen<Deed> Deeds = Gen.Frequency(
        (40, Gen.Const(Deed.Rent)),
        (30, Gen.Const(Deed.Open)),
        (40, Gen.Const(Deed.Return)),
        (20, Gen.Const(Deed.Look)),
        (1, Gen.Const(Deed.Dispose))
    );

    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 40_000], Gen.OneOf(4096, 8192, 8193, 16_384));

    private static readonly Gen<Step[]> Steps = Gen.Select(
        Deeds,
        Sizes,
        Gen.Int[0, 10_000],
        (deed, bytes, which) => new Step(deed, bytes, which)
    ).Array[1, 60];

    private static readonly Gen<long> Limits = Gen.OneOf(
        Gen.Const(long.MaxValue),
        Gen.Const(0L),
        Gen.Int[0, 120_000].Select(bytes => (long)bytes)
    );

    [Fact]
    public void A_pool_is_its_model() =>
        Gen.Select(Limits, Steps)
            .Sample(
                (limit, steps) =>
                {
                    using var pool = new BatchPool { MaxIdleBytes = limit };
                    var model = new Model(limit);
                    var handles = new List<PooledBatch<byte>>();
                    foreach (Step step in steps)
                    {
                        Take(step, pool, model, handles);
                        Assert.Equal(model.Bytes, pool.Bytes);
                        Assert.Equal(model.Rents.Count(rent => !rent.IsOver), pool.Rented);
                        for (int number = 0; number < handles.Count; number++)
                            if (model.Rents[number] is { IsOpen: true, IsOver: false })
                                Assert.False(handles[number].Images.Data.ContainsAnyExcept((byte)number));
                    }
                    foreach (PooledBatch<byte> handle in handles)
                        handle.Dispose();
                }
            );

    private static void Take(Step step, BatchPool pool, Model model, List<PooledBatch<byte>> handles)
    {
        if (step.Deed == Deed.Dispose)
        {
            pool.Dispose();
            model.Dispose();
        }
        else if (step.Deed == Deed.Rent && model.IsDisposed)
            Assert.Throws<ObjectDisposedException>(() => pool.Rent<byte>(Row(step.Bytes), 1));
        else if (step.Deed == Deed.Rent)
        {
            handles.Add(pool.Rent<byte>(Row(step.Bytes), 1));
            model.Lend(step.Bytes, handles[^1].Address);
        }
        else if (handles.Count > 0)
            Use(step.Deed, step.Which % handles.Count, model, handles);
    }

    private static void Use(Deed deed, int number, Model model, List<PooledBatch<byte>> handles)
    {
        PooledBatch<byte> handle = handles[number];
        Model.Rent rent = model.Rents[number];
        switch (deed)
        {
            case Deed.Return:
                handle.Dispose();
                model.Return(rent);
                break;
            case Deed.Open or Deed.Look when rent.IsOver:
                Assert.Throws<ObjectDisposedException>(() => deed == Deed.Open ? handle.Open().Count : handle.Count);
                break;
            case Deed.Open when rent.IsOpen:
                Assert.Throws<InvalidOperationException>(() => handle.Open());
                break;
            case Deed.Open:
                handle.Open().Data.Fill((byte)number);
                rent.IsOpen = true;
                break;
            default:
                Assert.Equal((rent.Bytes, rent.Address), (handle.Layout.Size.Width, handle.Address));
                break;
        }
    }

    private static Layout Row(int bytes) => Layout.Planar(new Size(1, bytes), 1);

    /// <summary>A pool without memory: which capacities are idle, in the order in which they came back.</summary>
    private sealed class Model(long limit)
    {
        public sealed record Rent(int Bytes, long Capacity, nint Address)
        {
            public bool IsOpen { get; set; }
            public bool IsOver { get; set; }
        }

        private readonly List<Rent> idle = [];

        public List<Rent> Rents { get; } = [];
        public bool IsDisposed { get; private set; }
        public long Bytes => idle.Concat(Rents.Where(rent => !rent.IsOver)).Sum(rent => rent.Capacity);

        public void Lend(int bytes, nint address)
        {
            int need = Math.Max(bytes, 4096);
            Rent? used = idle.Where(rent => rent.Capacity >= need && rent.Capacity <= 2L * need)
                .Reverse()
                .MinBy(rent => rent.Capacity);
            if (used is not null)
            {
                Assert.Equal(used.Address, address);
                idle.RemoveAll(rent => ReferenceEquals(rent, used));
            }
            else
                Assert.DoesNotContain(address, idle.Select(rent => rent.Address));
            Assert.DoesNotContain(address, Rents.Where(rent => !rent.IsOver).Select(rent => rent.Address));
            Rents.Add(new Rent(bytes, used?.Capacity ?? NativeBlock.CapacityFor(bytes), address));
        }

        public void Return(Rent rent)
        {
            if (rent.IsOver)
                return;
            rent.IsOver = true;
            if (IsDisposed || rent.Capacity > limit)
                return;
            idle.Add(rent);
            while (idle.Sum(other => other.Capacity) > limit)
                idle.RemoveAt(0);
        }

        public void Dispose()
        {
            IsDisposed = true;
            idle.Clear();
        }
    }
}
